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

    /// <summary>
    /// Every command of the program with the type of its options: <c>IndexAddCommand</c> is <c>index add</c>. That which <c>bench</c>
    /// starts for itself is hidden.
    /// </summary>
    private static IEnumerable<(string Command, Type Options)> Commands =>
        from type in Assembly.Load("provenance-audit").GetTypes()
        where !type.IsAbstract && type.BaseType is { IsGenericType: true } baseType
            && baseType.GetGenericTypeDefinition().Name is "Command`1" or "AsyncCommand`1" && type.Name != "BenchMemoryCommand"
        select (WordStart().Replace(type.Name[..^"Command".Length], " $1").Trim().ToLowerInvariant(), type.BaseType!.GetGenericArguments()[0]);

    [Fact]
    public void Every_command_is_in_the_help_and_its_own_help_names_every_option_and_default()
    {
        string overview = _desk.Run("--help").Output + _desk.Run("index --help").Output;
        Assert.Contains("scan", Commands.Select(c => c.Command));
        Assert.Contains("index add", Commands.Select(c => c.Command));
        foreach ((string command, Type options) in Commands)
        {
            Assert.Contains($"    {command.Split(' ')[^1]} ", overview, StringComparison.Ordinal);
            Run run = _desk.Run($"{command} --help");
            Assert.Equal(0, run.ExitCode);
            string help = Spaces().Replace(run.Output, " ");
            Assert.Contains($"USAGE: provenance-audit {command} ", help, StringComparison.Ordinal);
            foreach (PropertyInfo property in options.GetProperties())
            {
                if (property.GetCustomAttribute<CommandOptionAttribute>() is not { } option)
                    continue;
                Assert.Contains($" --{option.LongNames[0]} ", help, StringComparison.Ordinal);
                Assert.NotNull(property.GetCustomAttribute<DescriptionAttribute>());
                if (property.GetCustomAttribute<DefaultValueAttribute>()?.Value is { } value)
                    Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"(default: {value})"), help, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Help_fits_80_columns()
    {
        foreach (string command in Commands.Select(c => c.Command).Append("").Append("index"))
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

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=EXAMPLES:\n(?:.+\n)*).+(?=\n)")]
    private static partial Regex ExampleLines();
}
