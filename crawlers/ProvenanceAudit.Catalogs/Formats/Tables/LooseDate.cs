using System.Globalization;
using System.Text;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>Dates as people write them in tables, as ISO 8601.</summary>
internal static class LooseDate
{
    // English, German, French, Spanish, Portuguese, Italian, Dutch; without marks, as far as it takes to tell them apart.
    private static readonly string[][] Months =
    [
        ["jan", "januar", "janvier", "ene", "enero", "gen", "gennaio", "januari"], ["feb", "februar", "fev", "fevr", "fevrier", "febrero", "fevereiro", "febbraio", "februari"],
        ["mar", "marz", "maerz", "mars", "marzo", "marco", "mrt", "maart", "mrz"], ["apr", "avr", "avril", "abr", "abril", "aprile"],
        ["may", "mai", "mayo", "maio", "mag", "maggio", "mei"], ["jun", "juin", "junio", "junho", "giu", "giugno", "juni"],
        ["jul", "juil", "juillet", "julio", "julho", "lug", "luglio", "juli"], ["aug", "aou", "aout", "ago", "agosto", "augustus"],
        ["sep", "sept", "septembre", "septiembre", "set", "setembro", "settembre"], ["oct", "okt", "octobre", "octubre", "out", "outubro", "ott", "ottobre", "oktober"],
        ["nov", "novembre", "noviembre", "novembro"], ["dec", "dez", "decembre", "dic", "diciembre", "dezembro", "dicembre", "dezember"],
    ];

    private static readonly string[] FullNames = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    /// <summary>Reads a date.</summary>
    /// <param name="text">As written: <c>2020-05-01</c>, <c>01.05.2020</c>, <c>May 2020</c>, <c>1 mai 2020</c>, <c>2020</c>.</param>
    /// <param name="isAmbiguous">Whether it is one that may be read as two days, as 5/1/2020.</param>
    /// <param name="isDayFirst">Whether who wrote it is known to write the day before the month, as all do who do not write English.</param>
    /// <returns>A year, a month or a day; null where it is none, or ambiguous.</returns>
    public static string? Read(string text, out bool isAmbiguous, bool isDayFirst = false)
    {
        isAmbiguous = false;
        string trimmed = text.Trim();
        if (trimmed.Length is < 4 or > 60)
            return null;
        // A time behind a day says no more of when a work was published.
        int time = trimmed.IndexOfAny(['T', ' ']);
        if (time == 10 && (char.IsAsciiDigit(trimmed[^1]) || trimmed[^1] == 'Z') && char.IsAsciiDigit(trimmed[9]))
            trimmed = trimmed[..10];
        string[] parts = trimmed.Split(['-', '/', '.', ' ', ',', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 1 && trimmed.Length == 8 && IsNumber(trimmed))
            parts = [trimmed[..4], trimmed[4..6], trimmed[6..]];
        parts = [.. parts.Where(p => p is not ("de" or "del" or "of"))];
        if (parts.Length is 0 or > 3)
            return null;
        int[] months = [.. parts.Select(MonthOf)];
        int named = Array.FindIndex(months, m => m > 0);
        if (named >= 0)
            return Named(parts, months, named);
        if (!parts.All(IsNumber))
            return null;
        int[] numbers = [.. parts.Select(p => p.Length > 4 ? -1 : int.Parse(p, CultureInfo.InvariantCulture))];
        if (parts[0].Length == 4)
            return Date(numbers[0], parts.Length > 1 ? numbers[1] : null, parts.Length > 2 ? numbers[2] : null);
        if (parts[^1].Length != 4)
            return null;
        if (parts.Length == 2)
            return Date(numbers[1], numbers[0], null);
        // With dots, the day comes first everywhere; with slashes and hyphens, it depends on who writes.
        bool dayFirst = (isDayFirst && numbers[1] <= 12) || trimmed.Contains('.', StringComparison.Ordinal) || numbers[0] > 12;
        if (!dayFirst && numbers[1] <= 12 && numbers[0] != numbers[1])
        {
            isAmbiguous = Date(numbers[2], numbers[0], numbers[1]) is not null;
            return null;
        }
        return dayFirst ? Date(numbers[2], numbers[1], numbers[0]) : Date(numbers[2], numbers[0], numbers[1]);
    }

    private static string? Named(string[] parts, int[] months, int named)
    {
        string[] rest = [.. parts.Where((_, i) => i != named).Select(p => p.TrimEnd('º', 'ª', '.')).Select(p => p is "1er" or "1st" ? "1" : p)];
        int year = Array.FindIndex(rest, p => p.Length == 4 && IsNumber(p));
        if (year < 0)
            return null;
        string? day = rest.Length > 1 ? rest[1 - year] : null;
        if (day is not null && (!IsNumber(day) || day.Length > 2))
            return null;
        return Date(int.Parse(rest[year], CultureInfo.InvariantCulture), months[named], day is null ? null : int.Parse(day, CultureInfo.InvariantCulture));
    }

    private static string? Date(int year, int? month, int? day)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || (day is not null && (day < 1 || day > DateTime.DaysInMonth(year, month!.Value))))
            return null;
        return day is not null ? string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}-{day:D2}")
            : month is not null ? string.Create(CultureInfo.InvariantCulture, $"{year:D4}-{month:D2}") : year.ToString("D4", CultureInfo.InvariantCulture);
    }

    private static int MonthOf(string word)
    {
        string plain = string.Concat(WellFormedText.Of(word).Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant();
        if (plain.Length < 3 || plain.Length < word.Length - 3)
            return 0;
        int found = Array.FindIndex(FullNames, n => n.Length > 0 && n.Equals(plain, StringComparison.OrdinalIgnoreCase));
        if (found < 0)
            found = Array.FindIndex(Months, names => names.Contains(plain));
        return found + 1;
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
