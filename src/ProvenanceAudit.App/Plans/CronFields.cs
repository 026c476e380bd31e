namespace ProvenanceAudit.App.Plans;

/// <summary>
/// The five fields of a cron expression as the values that they stand for. When both a day of the month and a day of the week are
/// given, both must hold, as Cronos has it; <c>1-5</c> and <c>MON-FRI</c> come to the same here.
/// </summary>
internal sealed record CronFields
{
    private static readonly string[] MonthNames =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private static readonly string[] WeekdayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly Field[] All =
    [
        new("minute", 0, 59, []), new("hour", 0, 23, []), new("day of the month", 1, 31, []), new("month", 1, 12, MonthNames),
        new("day of the week", 0, 7, WeekdayNames),
    ];

    /// <summary>Minutes, 0 to 59, in order.</summary>
    public required IReadOnlyList<int> Minutes { get; init; }

    /// <summary>Hours, 0 to 23, in order.</summary>
    public required IReadOnlyList<int> Hours { get; init; }

    /// <summary>Days of the month, 1 to 31, in order; all where <see cref="SpecialDay"/> is set.</summary>
    public required IReadOnlyList<int> Days { get; init; }

    /// <summary>Months, 1 to 12, in order.</summary>
    public required IReadOnlyList<int> Months { get; init; }

    /// <summary>Days of the week, 0 (Sunday) to 6, in order; the one of <see cref="SpecialWeekday"/> where that is set.</summary>
    public required IReadOnlyList<int> Weekdays { get; init; }

    /// <summary><c>L</c>, <c>LW</c>, <c>L-3</c> or <c>15W</c> in the field of the day of the month; null for plain days.</summary>
    public string? SpecialDay { get; init; }

    /// <summary>Which of the weekdays of a month: 1 to 5, or <see cref="LastOfMonth"/>; null for all.</summary>
    public int? SpecialWeekday { get; init; }

    /// <summary>The last weekday of its kind in a month: <c>5L</c>.</summary>
    public const int LastOfMonth = 6;

    /// <summary>Whether every day of the month will do.</summary>
    public bool AnyDay => SpecialDay is null && Days.Count == 31;

    /// <summary>Whether every day of the week will do.</summary>
    public bool AnyWeekday => SpecialWeekday is null && Weekdays.Count == 7;

    /// <summary>Whether every month will do.</summary>
    public bool AnyMonth => Months.Count == 12;

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">Five fields, with white space between.</param>
    /// <exception cref="FormatException">It cannot be read; the message says where and why.</exception>
    public static CronFields Read(string expression)
    {
        string[] parts = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != All.Length)
        {
            throw new FormatException(
                $"there are {parts.Length} fields; there must be five: minute, hour, day of the month, month, day of the week");
        }
        for (int i = 0; i < parts.Length; i++)
            parts[i] = parts[i].ToUpperInvariant();
        string? specialDay = All[2].IsSpecialDay(parts[2]) ? parts[2] : null;
        (int Day, int Which)? weekday = All[4].SpecialWeekday(parts[4]);
        return new CronFields
        {
            Minutes = All[0].Values(parts[0]),
            Hours = All[1].Values(parts[1]),
            Days = specialDay is null ? All[2].Values(parts[2]) : All[2].Values("*"),
            Months = All[3].Values(parts[3]),
            Weekdays = weekday is null ? [.. All[4].Values(parts[4]).Select(d => d % 7).Distinct().Order()] : [weekday.Value.Day],
            SpecialDay = specialDay,
            SpecialWeekday = weekday?.Which,
        };
    }

    private sealed record Field(string Name, int Least, int Most, string[] Names)
    {
        // Sunday is 0 and 7.
        private int Count => Names.Length > 0 ? Names.Length : Most - Least + 1;

        public IReadOnlyList<int> Values(string text)
        {
            if (text == "?" && Name.StartsWith("day", StringComparison.Ordinal))
                text = "*";
            var values = new SortedSet<int>();
            string[] items = text.Split(',');
            foreach (string item in items)
                values.UnionWith(item.StartsWith('*') && items.Length > 1 ? throw Bad("'*' cannot stand in a list") : ItemValues(item));
            return [.. values];
        }

        public bool IsSpecialDay(string text)
        {
            if (text is "L" or "LW")
                return true;
            if (text.StartsWith("L-", StringComparison.Ordinal))
                return InRange(text[2..], 1, 30) ? true : throw Bad($"'{text}' must go from L-1 to L-30");
            return text.EndsWith('W') && (InRange(text[..^1], 1, 31) ? true : throw Bad($"'{text}' must go from 1W to 31W"));
        }

        public (int Day, int Which)? SpecialWeekday(string text)
        {
            if (text.EndsWith('L'))
                return (Value(text[..^1]) % 7, LastOfMonth);
            int at = text.IndexOf('#', StringComparison.Ordinal);
            if (at < 0)
                return null;
            return InRange(text[(at + 1)..], 1, 5)
                ? (Value(text[..at]) % 7, text[at + 1] - '0')
                : throw Bad($"'{text}' must end with #1 to #5");
        }

        private IEnumerable<int> ItemValues(string item)
        {
            string[] halves = item.Split('/');
            if (halves.Length > 2)
                throw Bad($"'{item}' has more than one step");
            int step = 1;
            if (halves.Length == 2 && (!int.TryParse(halves[1], out step) || step < 1 || step > Most))
                throw Bad($"the step in '{item}' must be 1 to {Most}");
            (int from, int to) = (Least, Least + Count - 1);
            if (halves[0] != "*")
            {
                string[] ends = halves[0].Split('-');
                if (ends.Length > 2)
                    throw Bad($"'{item}' is no range");
                from = Value(ends[0]);
                to = ends.Length == 2 ? Value(ends[1]) : halves.Length == 2 ? Most : from;
            }
            // 22-2 goes on over the end.
            int end = to < from ? to + Count : to;
            for (int value = from; value <= end; value += step)
                yield return value > Most ? value - Count : value;
        }

        private int Value(string text)
        {
            int name = Array.IndexOf(Names, text);
            if (name >= 0)
                return name + Least;
            string names = Names.Length == 0 ? "" : $" or {Names[0]} to {Names[^1]}";
            return InRange(text, Least, Most)
                ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
                : throw Bad($"'{text}' must be {Least} to {Most}{names}");
        }

        private static bool InRange(string text, int least, int most) =>
            text.Length is 1 or 2 && text.All(char.IsAsciiDigit)
            && int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is int value && value >= least && value <= most;

        private FormatException Bad(string why) => new($"the {Name}: {why}");
    }
}
