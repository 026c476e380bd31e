using System.Globalization;
using System.Reflection;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>
/// Looks over the command line before its parser does, which cannot take <c>-</c> for a value, makes up one where it is
/// missing, and does not say which option a wrong number was given to.
/// </summary>
internal static class Arguments
{
    /// <summary>All options that take a value, by each of their names, and the type of that value.</summary>
    private static readonly Dictionary<string, Type> Valued = Options().Where(o => o.Option.ValueName is not null)
        .SelectMany(o => Names(o.Option).Select(name => (name, o.Type))).DistinctBy(o => o.name)
        .ToDictionary(o => o.name, o => o.Type, StringComparer.Ordinal);

    private static readonly HashSet<string> Flags =
        [.. Options().SelectMany(o => Names(o.Option)).Where(name => !Valued.ContainsKey(name))];

    /// <summary>The command line as the parser reads it.</summary>
    /// <exception cref="UserErrorException">Values are missing, or are no numbers; the message names every mistake.</exception>
    public static string[] Prepare(string[] args)
    {
        if (args.Any(a => a is "-h" or "--help"))
            return args;
        var prepared = new List<string>();
        var mistakes = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            int equals = args[i].IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? args[i] : args[i][..equals];
            prepared.Add(args[i]);
            if (!Valued.TryGetValue(name, out Type? type))
                continue;
            string? next = i + 1 < args.Length && !IsOption(args[i + 1]) ? args[i + 1] : null;
            string? value = equals >= 0 ? args[i][(equals + 1)..] : next;
            if (string.IsNullOrEmpty(value))
                mistakes.Add($"{name} needs a value");
            else if (!IsOf(type, value))
                mistakes.Add($"{name} takes a {NameOf(type)}, not '{value}'");
            if (equals >= 0 || value is null)
                continue;
            i++;
            if (value == "-")
                prepared[^1] = $"{name}=-";
            else
                prepared.Add(value);
        }
        return mistakes.Count == 0 ? [.. prepared] : throw new UserErrorException(string.Join('\n', mistakes));
    }

    private static bool IsOption(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) || Flags.Contains(argument)
        || Valued.ContainsKey(argument.Split('=')[0]);

    private static string NameOf(Type type) =>
        type == typeof(int) || type == typeof(long) ? "whole number" : "number, such as 0.5";

    private static bool IsOf(Type type, string value) =>
        type == typeof(int) ? int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        : type == typeof(long) ? long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        : type != typeof(double) || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<(CommandOptionAttribute Option, Type Type)> Options() =>
        from settings in typeof(Arguments).Assembly.GetTypes()
        where settings.IsSubclassOf(typeof(CommandSettings))
        from property in settings.GetProperties()
        let option = property.GetCustomAttribute<CommandOptionAttribute>()
        where option is not null
        select (option, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

    private static IEnumerable<string> Names(CommandOptionAttribute option) =>
        [.. option.ShortNames.Select(n => "-" + n), .. option.LongNames.Select(n => "--" + n)];
}
