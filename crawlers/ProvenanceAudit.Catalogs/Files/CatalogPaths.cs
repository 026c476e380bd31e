namespace ProvenanceAudit.Catalogs.Files;

/// <summary>
/// Where a catalog's paths lead. A catalog comes from outside, so a path may not leave the catalog's folder, by itself or
/// through a link: it could bring any file of the machine into a report.
/// </summary>
internal static class CatalogPaths
{
    /// <summary>The full path, or null with the reason.</summary>
    public static string? Resolve(string folder, string path, out string? reason)
    {
        reason = null;
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
        {
            reason = "the work's 'path' is empty";
            return null;
        }
        // Windows' separators are read everywhere; on Linux a file name with a backslash is rarer than a catalog from Windows.
        string relative = path.Replace('\\', '/');
        string full = Path.GetFullPath(Path.Combine(folder, relative));
        string root = Path.GetFullPath(folder);
        if (!Path.EndsInDirectorySeparator(root))
            root += Path.DirectorySeparatorChar;
        if (Path.IsPathRooted(relative) || !full.StartsWith(root, StringComparison.Ordinal))
        {
            reason = $"the path '{path}' leads out of the catalog's folder; put the text beside the catalog, named from there";
            return null;
        }
        string at = root;
        foreach (string part in full[root.Length..].Split(Path.DirectorySeparatorChar))
        {
            at = Path.Combine(at, part);
            if (new FileInfo(at).LinkTarget is not null)
            {
                reason = $"the path '{path}' goes through a link; put the text itself beside the catalog";
                return null;
            }
        }
        return full;
    }
}
