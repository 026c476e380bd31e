using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ProvenanceAudit.App.Tests;

/// <summary>What one run of the program gave.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    /// <summary>Checks that the run failed as the user should see it, and gives what was said.</summary>
    public string Failure
    {
        get
        {
            Assert.Equal((2, ""), (ExitCode, Output));
            Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", Error, StringComparison.Ordinal);
            return string.Join('\n', Error.Split('\n').Where(l => l.StartsWith("error: ", StringComparison.Ordinal)));
        }
    }
}

/// <summary>A folder to work in, as a user at a shell has, and the built program; deleted after the test.</summary>
internal sealed class Desk : IDisposable
{
    private static readonly string Program = Path.GetFullPath(
        typeof(Desk).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "Program").Value!);

    private readonly string _folder = Directory.CreateTempSubdirectory("app-tests-").FullName;

    public Desk() => Directory.CreateDirectory(At("tmp"));

    /// <summary>Temporary indexes that were left behind.</summary>
    public IEnumerable<string> Leftovers => Directory.EnumerateFileSystemEntries(At("tmp"), "provenance-audit*");

    /// <summary>Words that no other prefix or number gives, from one number to before another.</summary>
    public static string Words(string prefix, int from, int to) =>
        string.Join(' ', Enumerable.Range(from, to - from).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{prefix}{i:000}")));

    public static string Line(string id, string text, string? model = null) =>
        JsonSerializer.Serialize(new { id, text, model }) + "\n";

    public string At(string name) => Path.Combine(_folder, name);

    public void File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public void File(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        System.IO.File.WriteAllBytes(At(name), content);
    }

    public string Read(string name) => System.IO.File.ReadAllText(At(name));

    /// <summary>Two works of 300 words in the folder <c>books</c>, and outputs of which one copies 30 words of one.</summary>
    public void LayOut()
    {
        File("books/ay.txt", Words("a", 0, 300));
        File("books/bee.txt", Words("b", 0, 300));
        File("answers.jsonl", Line("1", "they say " + Words("a", 100, 130) + " and so on", "m") + Line("2", Words("z", 0, 50)));
    }

    public JsonElement Report(string folder = "report")
    {
        using JsonDocument json = JsonDocument.Parse(Read(Path.Combine(folder, "report.json")));
        return json.RootElement.Clone();
    }

    /// <summary>Runs the program with arguments parted by spaces, and waits.</summary>
    public Run Run(string arguments, string? input = null, params (string Name, string Value)[] environment)
    {
        using Process process = Start(arguments, environment);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (input is not null)
            process.StandardInput.Write(input);
        process.StandardInput.Close();
        return End(process, output, error);
    }

    /// <summary>Waits for the end of a run whose streams are being read.</summary>
    public static Run End(Process process, Task<string> output, Task<string> error)
    {
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"the program did not end; it said: {error.Result}");
        }
        return new Run(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts the program with arguments parted by spaces.</summary>
    public Process Start(string arguments, params (string Name, string Value)[] environment)
    {
        string[] command = ["dotnet", Program, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        // A test runner that a script started in the background would hand its deafness to Ctrl-C on.
        if (OperatingSystem.IsLinux())
            command = ["env", "--default-signal=INT", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["TMPDIR"] = At("tmp");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
