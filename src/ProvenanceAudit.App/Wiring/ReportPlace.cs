using ProvenanceAudit.App.Commands;

namespace ProvenanceAudit.App.Wiring;

/// <summary>Sees before a scan that its report can be written after it: scans take hours.</summary>
internal static class ReportPlace
{
    /// <summary>Tries to write into the folder, or where it would be made; nothing stays.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static void Check(string folder)
    {
        string place = folder;
        try
        {
            place = Path.GetFullPath(folder);
            while (!Directory.Exists(place))
            {
                if (File.Exists(place))
                    throw new UserErrorException($"'{place}' is a file; --report takes a folder");
                place = Path.GetDirectoryName(place)
                    ?? throw new UserErrorException($"there is no place '{folder}' for the report");
            }
            string probe = Path.Combine(place, $".provenance-audit-{Path.GetRandomFileName()}");
            using var file = new FileStream(
                probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            string why = e is UnauthorizedAccessException ? ", access is denied" : "";
            throw new UserErrorException($"the report cannot be written to '{folder}': no file can be made in '{place}'{why}");
        }
    }
}
