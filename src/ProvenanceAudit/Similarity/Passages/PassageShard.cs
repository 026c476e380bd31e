namespace ProvenanceAudit.Similarity.Passages;

/// <summary>A table of vectors with the places that its rows are of; two files of one name.</summary>
/// <param name="Name">Path without ending.</param>
/// <param name="Works">The works, in the order of their rows.</param>
internal sealed record PassageShard(string Name, IReadOnlyList<KeptWork> Works)
{
    private const string VectorsEnding = ".vectors";
    private const string PlacesEnding = ".places";

    /// <summary>Path of the table of vectors.</summary>
    public string VectorsPath => Name + VectorsEnding;

    /// <summary>Path of the places.</summary>
    public string PlacesPath => Name + PlacesEnding;

    /// <summary>A name that no other shard has, later names after earlier ones.</summary>
    public static string NewName(string folder) =>
        Path.Combine(folder, $"{DateTime.UtcNow:yyyyMMddHHmmssfff}-{Guid.NewGuid():N}");

    /// <summary>The shards of a folder that were finished, oldest first; what cannot be read is deleted, since it can be made again.</summary>
    public static List<PassageShard> Of(string folder)
    {
        var shards = new List<PassageShard>();
        if (!Directory.Exists(folder))
            return shards;
        foreach (string places in Directory.EnumerateFiles(folder, "*" + PlacesEnding).Order(StringComparer.Ordinal))
        {
            var shard = new PassageShard(places[..^PlacesEnding.Length], []);
            try
            {
                shards.Add(shard with { Works = PassagePlaces.Read(places) });
            }
            catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
            {
                shard.Delete();
            }
        }
        return shards;
    }

    /// <summary>Deletes both files, the one that makes the other count first.</summary>
    public void Delete()
    {
        try
        {
            File.Delete(PlacesPath);
            File.Delete(VectorsPath);
        }
        catch (IOException)
        {
            // Another program has it open; it does no harm where it is.
        }
    }
}
