using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Tests;

public sealed partial class HelpTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_help_of_every_command_names_every_option_and_default()
    {
        string[] commands = [.. Commands("")];
        Assert.Contains("scan", commands);
        Assert.Contains("index add", commands);
        foreach (string command in commands)
        {
            Run run = _desk.Run($"{command} --help");
            Assert.Equal(0, run.ExitCode);
            string help = Spaces().Replace(run.Output, " ");
            Assert.Contains($"USAGE: provenance-audit {command} ", help, StringComparison.Ordinal);
            foreach (PropertyInfo property in OptionsOf(command).GetProperties())
            {
                if (property.GetCustomAttribute<CommandOptionAttribute>() is not { } option)
                    continue;
                Assert.Contains($" --{option.LongNames[0]} ", help, StringComparison.Ordinal);
                Assert.NotNull(property.GetCustomAttribute<DescriptionAttribute>());
                if (property.GetCustomAttribute<DefaultValueAttribute>()?.Value is IConvertible value)
                    Assert.Contains($"(default: {value.ToString(CultureInfo.InvariantCulture)})", help, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Help_fits_80_columns()
    {
        foreach (string command in Commands("").Append("").Append("index"))
            Assert.All(_desk.Run($"{command} --help").Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Examples_stand_on_one_line() =>
        Assert.All(ExampleLines().Matches(_desk.Run("--help").Output + _desk.Run("scan --help").Output), m =>
            Assert.Matches("^ {4}provenance-audit ", m.Value));

    [Theory]
    [InlineData("")]
    [InlineData("index")]
    public void A_command_that_is_not_whole_shows_help_and_is_an_error(string arguments)
    {
        Run run = _desk.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("COMMANDS:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_told() => Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", _desk.Run("--version").Output);

    /// <summary>The commands that the help of a branch shows, those of its branches too: <c>scan</c>, <c>index add</c>.</summary>
    private IEnumerable<string> Commands(string branch)
    {
        string help = _desk.Run($"{branch} --help").Output;
        int list = help.IndexOf("COMMANDS:\n", StringComparison.Ordinal);
        return list < 0 ? [branch] : CommandNames().Matches(help[list..]).SelectMany(m => Commands($"{branch} {m.Value}".Trim()));
    }

    /// <summary>The type of the options of a command: <c>index add</c> is <c>IndexAddCommand</c>.</summary>
    private static Type OptionsOf(string command)
    {
        string name = command.Replace(" ", "", StringComparison.Ordinal) + "Command";
        Type type = Assembly.Load("provenance-audit").GetTypes()
            .Single(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return type.BaseType!.GetGenericArguments()[0];
    }

    [GeneratedRegex(@"(?<=\n {4})[a-z]+(?= )")]
    private static partial Regex CommandNames();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=EXAMPLES:\n(?:.+\n)*).+(?=\n)")]
    private static partial Regex ExampleLines();
}
