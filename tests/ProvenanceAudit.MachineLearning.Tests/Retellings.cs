using ProvenanceAudit.Works;

namespace ProvenanceAudit.MachineLearning.Tests;

/// <summary>Works in the public domain, and texts that retell them or do not.</summary>
internal static class Retellings
{
    /// <summary>The beginning of Jonah, chapter 1, in other words than the King James Version.</summary>
    public const string Jonah =
        "The Lord spoke to Jonah, the son of Amittai. He told him to set out for the huge city of Nineveh and to preach against it, because he had seen how wicked its people were. "
        + "Jonah ran away from the Lord instead and headed for Tarshish. At Joppa he came upon a ship bound for Tarshish, paid his fare and went aboard, so as to get away from the Lord. "
        + "Then the Lord hurled a violent wind upon the sea, and the storm was so strong that the ship was about to break apart. The frightened sailors prayed, each to his own god, and threw "
        + "the cargo overboard into the sea to make the ship lighter. Meanwhile Jonah had gone below deck and was lying there sound asleep. The captain came to him and said: How can you sleep? "
        + "Get up and call upon your god; perhaps he will take notice of us and we will not perish.";

    /// <summary>Another storm.</summary>
    public const string Unrelated =
        "Forecasters had expected strong winds along the coast that night, but nobody foresaw what came. By morning fifteen million trees lay on the ground. Roads and railways were blocked for days. "
        + "Schools stayed closed, and the power failed in most of the county. A ferry was driven ashore near Folkestone. Insurers paid out more than after any weather before. "
        + "An inquiry found that a ship's report had been missing, and recommended better models and more observations at sea.";

    /// <summary>The sample catalog's books.</summary>
    public static IReadOnlyList<WorkText> Works { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples", "catalog"), "*.txt").Order(StringComparer.Ordinal)
            .Select(path => new WorkText(new Work { Id = Path.GetFileNameWithoutExtension(path), Title = Path.GetFileNameWithoutExtension(path) }, File.ReadAllText(path)))];
}
