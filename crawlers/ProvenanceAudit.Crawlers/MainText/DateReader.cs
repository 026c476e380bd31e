using System.Collections.Frozen;
using System.Globalization;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Reads dates as pages write them into ISO 8601, as precise as they are. What is not sure to be a date is none.</summary>
internal static class DateReader
{
    // No page is older than the web by so much; archives date works back to there.
    private const int FirstYear = 1500;
    private const int LastYear = 2100;
    private const int LongestText = 200;

    private static readonly FrozenDictionary<string, int> Months = BuildMonths();

    /// <summary>The first date in a text: ISO 8601 whole or in part, RFC 9110, seconds since 1970, or written out; null without one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="monthFirst">Whether 03/04/2019 is the fourth of March.</param>
    public static string? Read(string? text, bool monthFirst = false)
    {
        if (text is null)
            return null;
        ReadOnlySpan<char> span = text.AsSpan(0, Math.Min(text.Length, LongestText)).Trim();
        return FromSeconds(span) ?? FromIso(span) ?? FromWords(span, monthFirst);
    }

    /// <summary>The date in a path such as <c>/2019/11/19/</c>, or its month; null without one.</summary>
    public static string? ReadPath(string path)
    {
        string[] parts = path.Split('/', '-', '_');
        for (int i = 0; i + 1 < parts.Length; i++)
        {
            if (parts[i].Length != 4 || !IsYear(parts[i], out int year) || year < 1990 || MonthOf(parts[i + 1]) is not { } month)
                continue;
            if (i + 2 < parts.Length && parts[i + 2].Length == 2 && int.TryParse(parts[i + 2], NumberStyles.None, CultureInfo.InvariantCulture, out int day)
                && Day(year, month, day) is { } date)
            {
                return date;
            }
            // A month alone is sure only where a path is made of such parts.
            if (path.Contains($"/{parts[i]}/{parts[i + 1]}/", StringComparison.Ordinal))
                return $"{year:D4}-{month:D2}";
        }
        return null;
    }

    private static int? MonthOf(string part) =>
        part.Length == 2 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12 ? month
        : part.Length == 3 && Months.TryGetValue(part.ToLowerInvariant(), out month) ? month : null;

    private static bool IsYear(ReadOnlySpan<char> digits, out int year) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= FirstYear and <= LastYear;

    private static string? Day(int year, int month, int day) =>
        year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? null
        : $"{year:D4}-{month:D2}-{day:D2}";

    private static string? FromSeconds(ReadOnlySpan<char> text)
    {
        // 10 digits are seconds, 13 milliseconds: 2001 to 2100.
        if (text.Length is not (10 or 13) || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return null;
        long seconds = text.Length == 13 ? number / 1000 : number;
        return seconds is < 600_000_000 or > 4_102_444_800 ? null
            : DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>A date that the text begins with: 2019, 2019-11, 20191119, 2019-11-19T08:30:00+01:00, also with slashes and a space.</summary>
    private static string? FromIso(ReadOnlySpan<char> text)
    {
        if (Digits(text) == 8 && IsYear(text[..4], out int year) && (text.Length == 8 || text[8] == 'T'))
            return Day(year, Number(text.Slice(4, 2)), Number(text.Slice(6, 2))) is { } compact ? compact + TimeOf(text[8..]) : null;
        if (Digits(text) != 4 || !IsYear(text[..4], out year))
            return null;
        if (text.Length == 4)
            return text.ToString();
        char separator = text[4];
        if (separator is not ('-' or '/' or '.'))
            return null;
        ReadOnlySpan<char> rest = text[5..];
        int monthDigits = Digits(rest);
        int month = monthDigits is 1 or 2 ? Number(rest[..monthDigits]) : 0;
        if (month is < 1 or > 12)
            return null;
        rest = rest[monthDigits..];
        if (rest.Length == 0)
            return separator == '-' ? $"{year:D4}-{month:D2}" : null;
        if (rest[0] != separator)
            return null;
        rest = rest[1..];
        int dayDigits = Digits(rest);
        return dayDigits is 1 or 2 && Day(year, month, Number(rest[..dayDigits])) is { } date ? date + TimeOf(rest[dayDigits..]) : null;
    }

    /// <summary>The time that follows a date, with its zone: "T08:30:00+01:00"; empty without one.</summary>
    private static string TimeOf(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 6 || rest[0] is not ('T' or ' ' or 't'))
            return "";
        rest = rest[1..].TrimStart();
        if (Digits(rest) == 6)
            return Time(Number(rest[..2]), Number(rest.Slice(2, 2)), rest.Slice(4, 2).ToString()) is { } compact ? compact + ZoneOf(rest[6..]) : "";
        int hourDigits = Digits(rest);
        if (hourDigits is not (1 or 2) || rest.Length < hourDigits + 3 || rest[hourDigits] != ':' || Digits(rest[(hourDigits + 1)..]) != 2)
            return "";
        int hour = Number(rest[..hourDigits]), minute = Number(rest.Slice(hourDigits + 1, 2));
        rest = rest[(hourDigits + 3)..];
        string? second = null;
        if (rest.Length >= 3 && rest[0] == ':' && Digits(rest[1..]) == 2)
        {
            second = rest.Slice(1, 2).ToString();
            rest = rest[3..];
            if (rest.Length > 1 && rest[0] == '.')
                rest = rest[(1 + Digits(rest[1..]))..];
        }
        rest = rest.TrimStart();
        if (rest.StartsWith("pm", StringComparison.OrdinalIgnoreCase) && hour < 12)
            hour += 12;
        else if (rest.StartsWith("am", StringComparison.OrdinalIgnoreCase) && hour == 12)
            hour = 0;
        return Time(hour, minute, second) is { } time ? time + ZoneOf(rest) : "";
    }

    private static string? Time(int hour, int minute, string? second) =>
        hour > 23 || minute > 59 || (second is not null && Number(second) > 60) ? null
        : $"T{hour:D2}:{minute:D2}" + (second is null ? "" : ":" + second);

    private static string ZoneOf(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest.StartsWith("Z") || rest.StartsWith("z") || rest.StartsWith("UTC") || rest.StartsWith("GMT"))
            return "Z";
        if (rest.Length < 3 || rest[0] is not ('+' or '-') || Digits(rest[1..]) is not (2 or 4))
            return "";
        int hours = Number(rest.Slice(1, 2));
        ReadOnlySpan<char> after = rest[3..].TrimStart(':');
        int minutes = Digits(after) >= 2 ? Number(after[..2]) : 0;
        return hours > 14 || minutes > 59 ? "" : $"{rest[0]}{hours:D2}:{minutes:D2}";
    }

    /// <summary>A date in words or numbers anywhere in a text: 19 November 2019, Nov. 19, 2019, 19.11.2019, 11/19/2019, 2019年11月19日.</summary>
    private static string? FromWords(ReadOnlySpan<char> text, bool monthFirst)
    {
        List<(string Word, int Number, int Start, int End)> tokens = Tokens(text);
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Number < 0 && Months.TryGetValue(tokens[i].Word, out int month))
            {
                // The day before the month, or after it; the year after both.
                int before = i > 0 ? tokens[i - 1].Number : -1;
                int next = i + 1 < tokens.Count ? tokens[i + 1].Number : -1;
                int second = i + 2 < tokens.Count ? tokens[i + 2].Number : -1;
                int year = next >= FirstYear ? next : second >= FirstYear ? second : -1;
                int day = next is >= 1 and <= 31 && second >= FirstYear ? next : before is >= 1 and <= 31 ? before : -1;
                if (year > 0 && day > 0 && Day(year, month, day) is { } date)
                    return date + TimeAfter(text, tokens, i, year);
            }
            else if (i + 2 < tokens.Count && tokens[i].Number >= 0 && tokens[i + 1].Number >= 0 && tokens[i + 2].Number >= 0
                && IsJoined(text, tokens[i].End, tokens[i + 1].Start) && IsJoined(text, tokens[i + 1].End, tokens[i + 2].Start))
            {
                (int a, int b, int c) = (tokens[i].Number, tokens[i + 1].Number, tokens[i + 2].Number);
                string? date = a >= 1000 ? Day(a, b, c) : c < 1000 ? null
                    : a > 12 || (b <= 12 && !monthFirst) || text[tokens[i].End] == '.' ? Day(c, b, a) : Day(c, a, b);
                if (date is not null)
                    return date + TimeAfter(text, tokens, i + 2, tokens[i + 2].Number);
            }
        }
        return null;
    }

    private static string TimeAfter(ReadOnlySpan<char> text, List<(string Word, int Number, int Start, int End)> tokens, int from, int year)
    {
        int at = tokens.FindIndex(from, t => t.Number == year);
        if (at < 0)
            return "";
        // Up to four words may stand between: "19 November 2019 at 8:30".
        for (int i = at + 1; i < tokens.Count && i <= at + 3; i++)
        {
            if (tokens[i].Number is >= 0 and < 24 && tokens[i].End < text.Length && text[tokens[i].End] == ':')
                return TimeOf(string.Concat(" ", text[tokens[i].Start..]));
        }
        return "";
    }

    private static bool IsJoined(ReadOnlySpan<char> text, int end, int start)
    {
        ReadOnlySpan<char> between = text[end..start].Trim();
        return between is "/" or "." or "-" or "年" or "月" or "년" or "월";
    }

    private static List<(string Word, int Number, int Start, int End)> Tokens(ReadOnlySpan<char> text)
    {
        var tokens = new List<(string, int, int, int)>();
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i]))
                    i++;
                tokens.Add(("", i - start > 4 ? 100_000 : Number(text[start..i]), start, i));
            }
            else if (char.IsLetter(text[i]) && text[i] is not ('年' or '月' or '日' or '년' or '월' or '일'))
            {
                while (i < text.Length && char.IsLetter(text[i]))
                    i++;
                string word = text[start..i].ToString().ToLowerInvariant();
                // Between day, month and year stand words that say nothing: 19th, 19 de noviembre de 2019.
                if (word is not ("st" or "nd" or "rd" or "th" or "de" or "del" or "of" or "er" or "г" or "року" or "a"))
                    tokens.Add((word, -1, start, i));
            }
            else
            {
                i++;
            }
        }
        return tokens;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        return digits;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static FrozenDictionary<string, int> BuildMonths()
    {
        string[] names =
        [
            "january jan januar jänner janvier janv enero ene janeiro gennaio gen januari stycznia styczeń января январь янв січня ocak ledna leden ianuarie tammikuuta",
            "february feb februar feber février févr fév febrero fevereiro fev febbraio februari lutego luty февраля февраль фев лютого şubat února únor februarie helmikuuta",
            "march mar märz mrz mars marzo março maart mrt maret marca marzec марта март мар березня mart března březen martie maaliskuuta",
            "april apr avril avr abril abr aprile kwietnia kwiecień апреля апрель апр квітня nisan dubna duben aprilie huhtikuuta",
            "may mai mayo maio mag maggio mei maj maja мая май травня mayıs května květen toukokuuta",
            "june jun juni juin junio junho giugno giu czerwca czerwiec июня июнь июн червня haziran června červen iunie kesäkuuta",
            "july jul juli juillet juil julio julho luglio lug lipca lipiec июля июль июл липня temmuz července červenec iulie heinäkuuta",
            "august aug août agosto ago augustus agustus augusti sierpnia sierpień августа август авг серпня ağustos srpna srpen elokuuta",
            "september sep sept septembre septiembre setembro set settembre września wrzesień сентября сентябрь сен вересня eylül září septembrie syyskuuta",
            "october oct oktober okt octobre octubre outubro out ottobre ott października październik октября октябрь окт жовтня ekim října říjen octombrie lokakuuta",
            "november nov novembre noviembre novembro listopada listopad ноября ноябрь ноя листопада kasım listopadu noiembrie marraskuuta",
            "december dec dezember dez décembre déc diciembre dic dezembro dicembre desember grudnia grudzień декабря декабрь дек грудня aralık prosince prosinec decembrie joulukuuta",
        ];
        return names.SelectMany((list, i) => list.Split(' ').Select(name => (name, i + 1)))
            .ToFrozenDictionary(m => m.name, m => m.Item2, StringComparer.Ordinal);
    }
}
