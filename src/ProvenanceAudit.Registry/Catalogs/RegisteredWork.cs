using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Registry;

/// <summary>A work of a catalog: what the catalog says about it. Its text is a <see cref="RegisteredText"/>.</summary>
public sealed class RegisteredWork : ITenantOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The catalog.</summary>
    public required Guid CatalogId { get; init; }

    /// <summary>The catalog.</summary>
    public Catalog? Catalog { get; init; }

    /// <summary>The submission that last wrote the work.</summary>
    public Guid? SubmissionId { get; set; }

    /// <summary>Id in the catalog, unique there; at most <see cref="Work.LongestId"/> UTF-16 code units.</summary>
    public required string ExternalId { get; init; }

    /// <summary>
    /// Id of the record by which the work is described, where that is not its own: a publisher's metadata of a text that came in a file.
    /// Null where the work's own record describes it.
    /// </summary>
    public string? DescribedBy { get; set; }

    /// <summary><see cref="Work.Title"/>.</summary>
    public required string Title { get; set; }

    /// <summary><see cref="Work.Contributors"/>.</summary>
    public IReadOnlyList<string> Contributors { get; set; } = [];

    /// <summary><see cref="Work.Identifiers"/>.</summary>
    public IReadOnlyDictionary<string, string> Identifiers { get; set; } = new Dictionary<string, string>();

    /// <summary><see cref="Work.Language"/>.</summary>
    public string? Language { get; set; }

    /// <summary><see cref="Work.Publisher"/>.</summary>
    public string? Publisher { get; set; }

    /// <summary><see cref="Work.RightsHolder"/>: as the catalog states it, which need not be who keeps the catalog.</summary>
    public string? StatedRightsHolder { get; set; }

    /// <summary><see cref="Work.Licence"/>.</summary>
    public string? Licence { get; set; }

    /// <summary><see cref="Work.Published"/>.</summary>
    public string? Published { get; set; }

    /// <summary><see cref="Work.Terms"/>.</summary>
    public IReadOnlyList<WorkTerm> Terms { get; set; } = [];

    /// <summary><see cref="Work.Relations"/>.</summary>
    public IReadOnlyList<WorkRelation> Relations { get; set; } = [];

    /// <summary>
    /// What editions of one work have in common: the id of one of them. A work of which no other edition is known is alone in it.
    /// </summary>
    public Guid EditionGroupId { get; set; }

    /// <summary>ISCC Meta-Code (ISO 24138) of title and contributors, 64 bits; null where it has not been taken.</summary>
    public string? IsccMeta { get; set; }

    /// <summary>ISCC Text-Code of the text, 256 bits; null where the work has no text, or one without letters.</summary>
    public string? IsccText { get; set; }

    /// <summary>Id, title, contributors and identifiers in lower case, for search by part of any of them.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Words in the text.</summary>
    public int Words { get; set; }

    /// <summary>UTF-16 code units in the text.</summary>
    public int TextLength { get; set; }

    /// <summary>
    /// SHA-256 of the text as <see cref="HashOf"/> takes it, 32 bytes: which of its texts the work has now. Null while it has none: it is
    /// known by its metadata alone, and is not searched for.
    /// </summary>
    public byte[]? TextSha256 { get; set; }

    /// <summary>When it was first registered.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset Changed { get; private set; } = DateTimeOffset.UtcNow;

    /// <summary>When it was withdrawn: it is out of the index, what was found stays. Null while it is scanned for.</summary>
    public DateTimeOffset? Withdrawn { get; set; }

    /// <summary>
    /// Grows with every change of any work, and becomes visible in order: an index that holds all up to revision n is brought
    /// up to date by the works above n. Set when the work is saved.
    /// </summary>
    public long Revision { get; private set; }

    /// <summary>Id of the work in an index, which holds the works of all catalogs.</summary>
    public string IndexId => Id.ToString("N");

    /// <summary>
    /// SHA-256 of a text as UTF-16, little-endian: of its code units, so that lone surrogates count as they stand.
    /// </summary>
    public static byte[] HashOf(string text)
    {
        if (BitConverter.IsLittleEndian)
            return SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()));
        byte[] swapped = new byte[text.Length * 2];
        for (int i = 0; i < text.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(swapped.AsSpan(i * 2), text[i]);
        return SHA256.HashData(swapped);
    }

    /// <summary>Takes over what a catalog says about the work, but for its id.</summary>
    public void Describe(Work work)
    {
        Title = work.Title;
        Contributors = [.. work.Contributors];
        Identifiers = new Dictionary<string, string>(work.Identifiers);
        Language = work.Language;
        Publisher = work.Publisher;
        StatedRightsHolder = work.RightsHolder;
        Licence = work.Licence;
        Published = work.Published;
        Terms = [.. work.Terms];
        Relations = [.. work.Relations];
        SearchText = SearchFormOf(string.Join('\n', [ExternalId, Title, .. Contributors, .. Identifiers.Values]));
    }

    /// <summary>The form in which <see cref="SearchText"/> holds words: NFKC, lower case.</summary>
    public static string SearchFormOf(string text)
    {
        string valid = StorableText.Of(text);
        return valid.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    /// <summary>The work as an index is given it, under <see cref="IndexId"/>.</summary>
    public Work ToIndexedWork() => ToWork(IndexId);

    /// <summary>The work as its catalog has it, under <see cref="ExternalId"/>.</summary>
    public Work ToCatalogWork() => ToWork(ExternalId);

    private Work ToWork(string id) => new()
    {
        Id = id,
        Title = Title,
        Contributors = Contributors,
        Identifiers = Identifiers,
        Language = Language,
        Publisher = Publisher,
        RightsHolder = StatedRightsHolder,
        Licence = Licence,
        Published = Published,
        Terms = Terms,
        Relations = Relations,
    };
}
