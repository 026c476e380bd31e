using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Xml;
using CsvHelper;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Benchmarks.Intake;

/// <summary>
/// How fast catalogs are read, and in how much memory, beside what any program must spend on the same bytes: a pass of .NET's XmlReader, of its
/// Utf8JsonReader, of CsvHelper, or of unpacking alone. Each reading is a process of its own; of both, rounds alternate and the best counts.
/// </summary>
internal static class IntakeMeasure
{
    private const int Rounds = 3;

    /// <summary>Prints a table, a line for each file.</summary>
    public static void Run(string[] files)
    {
        Console.WriteLine("file                  |   records |  accepted |  refused | records/s | MB/s stored | MB/s unpacked | peak MB | peer               | times the peer's time");
        foreach (string file in files)
        {
            Reading? best = null;
            PeerPass? peer = null;
            for (int round = 0; round < Rounds; round++)
            {
                Reading read = JsonSerializer.Deserialize<Reading>(Child("intake-read", file))!;
                PeerPass pass = JsonSerializer.Deserialize<PeerPass>(Child("intake-peer", file))!;
                best = best is null || read.Seconds < best.Seconds ? read with { PeakBytes = Math.Max(read.PeakBytes, best?.PeakBytes ?? 0) } : best;
                peer = peer is null || pass.Seconds < peer.Seconds ? pass : peer;
            }
            double stored = new FileInfo(file).Length / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileName(file),-21} | {best!.Accepted + best.Refused,9:N0} | {best.Accepted,9:N0} | {best.Refused,8:N0} | {(best.Accepted + best.Refused) / best.Seconds,9:N0} | "
                + $"{stored / best.Seconds,11:N1} | {best.Bytes / 1e6 / best.Seconds,13:N1} | {best.PeakBytes / 1e6,7:N0} | {peer!.Name,-18} | {best.Seconds / peer.Seconds:N2}"));
        }
    }

    /// <summary>Reads a catalog and prints what it took, as JSON.</summary>
    public static void Read(string file)
    {
        var clock = Stopwatch.StartNew();
        var reader = new CatalogReader(file, new IntakeSettings { ReadPage = CatalogPages.Read });
        long accepted = 0, refused = 0;
        foreach (CatalogRecord record in reader.Records())
        {
            if (record.Refusal is null)
                accepted++;
            else
                refused++;
        }
        Console.WriteLine(JsonSerializer.Serialize(new Reading(accepted, refused, clock.Elapsed.TotalSeconds, reader.BytesRead, PeakBytes())));
    }

    /// <summary>Passes over the bytes of a file as any program must, and prints what it took, as JSON.</summary>
    public static void Peer(string file)
    {
        var clock = Stopwatch.StartNew();
        using FileStream stream = File.OpenRead(file);
        string name = Path.GetExtension(file) switch
        {
            ".xml" => Xml(stream),
            ".json" or ".jsonl" => Json(stream),
            ".csv" => Csv(stream),
            ".zip" => Zip(stream),
            ".gz" => Gunzip(stream),
            _ => throw new ArgumentException($"the ending of '{file}' tells no peer; .xml, .json, .jsonl, .csv, .zip and .gz do"),
        };
        Console.WriteLine(JsonSerializer.Serialize(new PeerPass(name, clock.Elapsed.TotalSeconds)));
    }

    // Bad records are ill-formed: the peer reads on behind the first, as no program can without looking for the next one.
    private static string Xml(Stream stream)
    {
        using var reader = XmlReader.Create(new SpoiltAmpersands(stream), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, CheckCharacters = true });
        long length = 0;
        while (reader.Read())
            length += reader.NodeType == XmlNodeType.Text ? reader.Value.Length : 0;
        return length > 0 ? "XmlReader" : throw new InvalidDataException("no text");
    }

    private static string Json(Stream stream)
    {
        byte[] buffer = new byte[1 << 16];
        int end = 0;
        var state = new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true });
        while (true)
        {
            int read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, end), isFinalBlock: read == 0, state);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String)
                    reader.GetString();
            }
            state = reader.CurrentState;
            int used = (int)reader.BytesConsumed;
            buffer.AsSpan(used, end - used).CopyTo(buffer);
            end -= used;
            if (read == 0)
                return "Utf8JsonReader";
            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    private static string Csv(Stream stream)
    {
        using CsvReader reader = CsvReader.Create(stream, new CsvReaderOptions(), true);
        using var rows = new CsvDataReader(reader, false);
        long cells = 0;
        while (rows.Read())
        {
            for (int i = 0; i < rows.FieldCount; i++)
                cells += rows.GetString(i).Length > 0 ? 1 : 0;
        }
        return cells > 0 ? "CsvHelper" : throw new InvalidDataException("no cells");
    }

    private static string Zip(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream content = entry.Open();
            content.CopyTo(Stream.Null);
        }
        return "unzip (.NET)";
    }

    private static string Gunzip(Stream stream)
    {
        using var content = new GZipStream(stream, CompressionMode.Decompress);
        content.CopyTo(Stream.Null);
        return "gunzip (.NET)";
    }

    private static string Child(string verb, string file)
    {
        using Process process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs()[0].EndsWith(".dll", StringComparison.Ordinal)
            && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : Array.Empty<string>(), verb, file])
        {
            RedirectStandardOutput = true,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"'{verb} {file}' ended with code {process.ExitCode}");
    }

    private static long PeakBytes()
    {
        if (File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line)
            return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
        using Process own = Process.GetCurrentProcess();
        return own.PeakWorkingSet64;
    }

    private sealed record Reading(long Accepted, long Refused, double Seconds, long Bytes, long PeakBytes);

    private sealed record PeerPass(string Name, double Seconds);

    /// <summary>Blanks the ampersands by which the maker of files spoils records, so that XmlReader comes through.</summary>
    private sealed class SpoiltAmpersands(Stream stream) : ReadOnlyStream
    {
        private bool _endsInAmpersand;

        public override int Read(Span<byte> buffer)
        {
            // What stands at the end of a piece is told by the next one, which begins with it.
            if (_endsInAmpersand)
            {
                _endsInAmpersand = false;
                int more = stream.Read(buffer[1..]);
                buffer[0] = more > 0 && buffer[1] == (byte)' ' ? (byte)'+' : (byte)'&';
                return 1 + Blank(buffer.Slice(1, more));
            }
            return Blank(buffer[..stream.Read(buffer)]);
        }

        private int Blank(Span<byte> bytes)
        {
            for (int at = bytes.IndexOf("& "u8); at >= 0; at = bytes.IndexOf("& "u8))
                bytes[at] = (byte)'+';
            if (bytes.Length < 2 || bytes[^1] != (byte)'&')
                return bytes.Length;
            _endsInAmpersand = true;
            return bytes.Length - 1;
        }
    }
}
