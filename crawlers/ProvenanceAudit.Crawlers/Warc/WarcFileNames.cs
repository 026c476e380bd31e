using System.Globalization;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>Names of the files of one writer, and the lock that keeps others from its prefix.</summary>
internal sealed class WarcFileNames
{
    private readonly WarcSettings _settings;
    private int _serial;

    /// <exception cref="ArgumentException">The prefix has other characters than allowed.</exception>
    public WarcFileNames(WarcSettings settings)
    {
        if (settings.Prefix.Length is 0 or > 100 || settings.Prefix.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            throw new ArgumentException($"the prefix '{settings.Prefix}' has other characters than ASCII letters, digits, - and _");
        _settings = settings;
    }

    private string Extension => _settings.Compress ? ".warc.gz" : ".warc";

    /// <summary>Pattern of the files that a writer of this prefix left open.</summary>
    public string OpenPattern => $"{_settings.Prefix}-?????????????????-?????.warc*{WarcWriter.OpenSuffix}";

    /// <summary>
    /// Takes the prefix for this process until the stream is closed. The empty file stays: deleting it could take it from
    /// another who
    /// has just opened it.
    /// </summary>
    /// <exception cref="IOException">Another has it.</exception>
    public FileStream LockPrefix() => new(
        Path.Combine(_settings.Folder, $".{_settings.Prefix}.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);

    /// <summary>A name that no file has: prefix, time to the millisecond, number in this run.</summary>
    public string Next(DateTimeOffset now)
    {
        while (true)
        {
            _serial++;
            string name = string.Create(CultureInfo.InvariantCulture,
                $"{_settings.Prefix}-{now.UtcDateTime:yyyyMMddHHmmssfff}-{_serial:D5}{Extension}");
            string path = Path.Combine(_settings.Folder, name);
            if (!File.Exists(path) && !File.Exists(path + WarcWriter.OpenSuffix))
                return name;
        }
    }
}
