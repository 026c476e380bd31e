using System.IO.Hashing;
using System.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Crawls;

/// <summary>A page as a work of a catalog.</summary>
internal static class PageWork
{
    /// <summary>The work's id: the address, or where that is too long its beginning and a hash of all of it.</summary>
    public static string IdOf(string address) => address.Length <= Work.LongestId ? address
        // The whole address stands among the work's identifiers.
        : $"{address[..(Work.LongestId - 33)]}#{Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(address)))}";

    /// <summary>The work.</summary>
    public static WorkText Of(string address, string? title, IReadOnlyList<string> authors, string? language, string? published, string text) => new(
        new Work
        {
            Id = IdOf(address),
            Title = string.IsNullOrWhiteSpace(title) ? address : title,
            Contributors = authors,
            Identifiers = new Dictionary<string, string> { ["url"] = address },
            Language = language,
            Published = published,
        },
        text);
}
