using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace ProvenanceAudit.App.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">Rows in the order of the list.</param>
/// <param name="Next">What to send as <c>cursor</c> for the rows that follow; null at the end.</param>
internal sealed record Part<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>
/// Where a part of a list begins and how long it is. Cursors hold the key of the last row seen, so that rows which come and go
/// meanwhile neither double nor hide another.
/// </summary>
/// <param name="Cursor">As the part before gave it; null for the start.</param>
/// <param name="Limit">Rows wanted, 1 to 200.</param>
internal sealed record Paging(
    [property: FromQuery(Name = "cursor")] string? Cursor, [property: FromQuery(Name = "limit")] int? Limit)
{
    /// <summary>Rows of a part unless asked otherwise.</summary>
    public const int UsualLimit = 50;

    /// <summary>Most rows of a part.</summary>
    public const int LargestLimit = 200;

    /// <summary>Rows of this part, at most.</summary>
    /// <exception cref="BadHttpRequestException">It is not within its bounds.</exception>
    public int Size => Limit is null or (>= 1 and <= LargestLimit)
        ? Limit ?? UsualLimit
        : throw new BadHttpRequestException($"limit is {Limit}; it must be 1 to {LargestLimit}");

    /// <summary>The key after which to go on, where keys are numbers.</summary>
    public long? AfterNumber => Cursor is null ? null
        : long.TryParse(Read(), NumberStyles.None, CultureInfo.InvariantCulture, out long key) ? key : throw Unknown();

    /// <summary>The key after which to go on, where keys are ids.</summary>
    public Guid? AfterId => Cursor is null ? null : Guid.TryParseExact(Read(), "N", out Guid key) ? key : throw Unknown();

    /// <summary>The time and the id after which to go on.</summary>
    public (DateTimeOffset Time, Guid Id)? AfterTime
    {
        get
        {
            if (Cursor is null)
                return null;
            string[] parts = Read().Split(' ');
            return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long ticks)
                && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(parts[1], "N", out Guid id)
                ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
                : throw Unknown();
        }
    }

    /// <summary>Makes a part of rows of which one more was read than are wanted.</summary>
    /// <param name="rows">At most <see cref="Size"/> + 1 rows.</param>
    /// <param name="show">What is shown of a row.</param>
    /// <param name="keyOf">The row's key, as one of the members above reads it.</param>
    public Part<TShown> PartOf<TRow, TShown>(IReadOnlyList<TRow> rows, Func<TRow, TShown> show, Func<TRow, string> keyOf) => new(
        [.. rows.Take(Size).Select(show)], rows.Count > Size ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(keyOf(rows[Size - 1]))) : null);

    /// <summary>A number as a key.</summary>
    public static string KeyOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An id as a key.</summary>
    public static string KeyOf(Guid id) => id.ToString("N");

    /// <summary>A time and an id as a key.</summary>
    public static string KeyOf(DateTimeOffset time, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks} {id:N}");

    private string Read()
    {
        byte[] bytes = new byte[64];
        return Cursor!.Length <= 80 && Base64Url.IsValid(Cursor) && Base64Url.TryDecodeFromChars(Cursor, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw Unknown();
    }

    private static BadHttpRequestException Unknown() => new("cursor is none that this list gave");
}
