using System.Globalization;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// Reads the records of a WARC file one after another, in memory that does not grow with the file: WARC 0.17 to 1.1
/// (ISO 28500:2017), plain or gzip, one member a record as the standard recommends (its annex D) or one for all; so are WET
/// and WAT files.
/// What is broken is told with its offset and skipped: reading goes on at the next record, which in plain files is the next
/// line that
/// begins with <c>WARC/</c>, in compressed ones the next gzip member. Not safe for several threads.
/// </summary>
public sealed class WarcReader : IDisposable
{
    // Room for the longest header and for what gzip members are found by.
    private const int WindowBytes = 1 << 18;

    // Bytes that look like the beginning of a gzip member, and are none, after which a damaged file is given up.
    private const int MaximumCandidates = 100_000;

    // Members that failed within what an earlier one had been read over, after which that is gone past: else hostile files
    // could have their bytes read once for each member in them.
    private const int MaximumRereads = 16;

    private readonly string _file;
    private readonly Stream _stream;
    private readonly Action<WarcProblem> _onProblem;
    private readonly ByteWindow _raw;
    private readonly ByteWindow _content;
    private readonly bool _gzip;

    private GzipMember? _member;
    private long _memberStart;
    private bool _memberIsFresh;
    private bool _searching;
    private int _candidates;
    private long _furthest;
    private int _rereads;
    private WarcContent? _block;
    private long _recordStart;

    /// <summary>Reads from a stream, which is closed with this.</summary>
    /// <param name="file">Name for problems.</param>
    /// <param name="stream">The file; reading begins where the stream stands. One that cannot seek is read as well, with less
    /// found behind damage.</param>
    /// <param name="onProblem">Is told of each problem, in the order of the file.</param>
    public WarcReader(string file, Stream stream, Action<WarcProblem> onProblem)
    {
        _file = file;
        _stream = stream;
        _onProblem = onProblem;
        _raw = new ByteWindow(stream, WindowBytes);
        _gzip = LooksPacked(_raw);
        _content = _gzip ? new ByteWindow(Stream.Null, WindowBytes) : _raw;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onProblem">Is told of each problem, in the order of the file.</param>
    /// <param name="offset">Where to begin: 0, or the offset of a record that was read or written before.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not allowed.</exception>
    public static WarcReader Open(string path, Action<WarcProblem> onProblem, long offset = 0)
    {
        // Our window is the buffer.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            stream.Position = offset;
            return new WarcReader(path, stream, onProblem);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens the file of a record that a <see cref="WarcWriter"/> wrote, at that record, whether the file is closed or not.
    /// </summary>
    /// <param name="folder">The writer's folder.</param>
    /// <param name="place">Where the record was written.</param>
    /// <param name="onProblem">Is told of each problem, in the order of the file.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not allowed.</exception>
    public static WarcReader Open(string folder, WarcPlace place, Action<WarcProblem> onProblem)
    {
        string path = Path.Combine(folder, place.File);
        string open = path + WarcWriter.OpenSuffix;
        if (!File.Exists(open))
            return Open(path, onProblem, place.Offset);
        try
        {
            return Open(open, onProblem, place.Offset);
        }
        catch (FileNotFoundException)
        {
            // It was closed in between.
            return Open(path, onProblem, place.Offset);
        }
    }

    /// <summary>Bytes of the file, as stored, that were gone past; the window's look-ahead not counted.</summary>
    public long Position => _raw.Position;

    /// <summary>Reads the next record.</summary>
    /// <returns>The record, or null at the end of the file.</returns>
    /// <exception cref="IOException">The file cannot be read; damage of its content is told as a problem instead.</exception>
    public WarcRecord? Read()
    {
        Finish();
        while (FindStart())
        {
            bool beginsMember = _memberIsFresh;
            _memberIsFresh = false;
            _recordStart = _gzip ? _memberStart : _raw.Position;
            try
            {
                if (WarcHeader.Read(_content, out string problem) is { } header)
                {
                    if (!_gzip && !FitsFile(header))
                        continue;
                    _block = new WarcContent(_content, header.ContentLength);
                    return new WarcRecord(header, _recordStart, !_gzip || beginsMember, _block);
                }
                Report(_recordStart, problem);
                SkipToRecord(1);
            }
            catch (InvalidDataException e)
            {
                GiveUpMember(e.Message);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _block?.CloseForGood();
        _member?.Dispose();
        _stream.Dispose();
    }

    private void Report(long offset, string reason) => _onProblem(new WarcProblem(_file, offset, reason));

    /// <summary>Line ends that stood behind the record that was last finished; a whole record has four bytes of them.</summary>
    internal int TailBytes { get; private set; }

    /// <summary>
    /// Offset behind the record that was last finished and its line ends; of a gzip member that holds one record, its end.
    /// </summary>
    internal long RecordEnd { get; private set; }

    /// <summary>Goes past the record that was read, and the two empty lines behind it.</summary>
    internal void Finish()
    {
        if (_block is not { } block)
            return;
        _block = null;
        block.CloseForGood();
        block.SkipRest();
        if (block.Failure is { } failure)
        {
            if (block.IsDamaged)
                GiveUpMember(failure);
            else
                Report(_recordStart, failure);
            return;
        }
        try
        {
            TailBytes = SkipLineEnds(_content);
            bool more = _content.Fill(1);
            RecordEnd = _raw.Position;
            if (more && !StartsRecord(_content))
            {
                Report(_gzip ? _recordStart : _raw.Position,
                    "the record is followed by what is no record: its Content-Length may be wrong");
                SkipToRecord(0);
            }
        }
        catch (InvalidDataException e)
        {
            GiveUpMember(e.Message);
        }
    }

    /// <summary>Goes to where the next record should begin; false at the end of the file.</summary>
    private bool FindStart()
    {
        while (true)
        {
            if (!_gzip || _member is not null)
            {
                try
                {
                    SkipLineEnds(_content);
                    if (_content.Fill(1) && (!_searching || StartsRecord(_content)))
                    {
                        _searching = false;
                        return true;
                    }
                    if (!_gzip)
                        return false;
                    if (_searching)
                        RejectCandidate();
                    else
                        CloseMember();
                }
                catch (InvalidDataException e)
                {
                    if (_searching)
                        RejectCandidate();
                    else
                        GiveUpMember(e.Message);
                }
            }
            if (_member is null && !OpenMember())
                return false;
        }
    }

    private void CloseMember()
    {
        _member?.Dispose();
        _member = null;
        if (_raw.Position >= _furthest)
            (_furthest, _rereads) = (_raw.Position, 0);
    }

    /// <summary>Opens the next gzip member; false at the end of the file.</summary>
    private bool OpenMember()
    {
        while (true)
        {
            if (_searching && !FindCandidate())
                return false;
            // Zeros behind the last member are padding that tapes and disks leave.
            while (!_searching && _raw.Fill(1) && _raw.Available[0] == 0)
                _raw.Advance(Math.Max(1, _raw.Available.IndexOfAnyExcept((byte)0)));
            if (!_raw.Fill(1))
                return false;
            _memberStart = _raw.Position;
            _member = GzipMember.Open(_raw);
            if (_member is not null)
            {
                _content.Reset(_member);
                _memberIsFresh = true;
                return true;
            }
            if (!_searching)
                Report(_memberStart, _raw.Fill(1) ? "no gzip member begins here" : "the gzip member is cut off");
            SearchFrom(_memberStart + 1);
        }
    }

    /// <summary>
    /// Goes to the next bytes that may begin a gzip member; false at the end of the file, or when it is given up.
    /// </summary>
    private bool FindCandidate()
    {
        while (true)
        {
            int at = _raw.Available.IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);
            if (at >= 0)
            {
                _raw.Advance(at);
                if (_raw.Fill(4) && GzipMember.BeginsAt(_raw.Available))
                    return true;
                _raw.Advance(1);
                continue;
            }
            _raw.Advance(Math.Max(0, _raw.Available.Length - 2));
            if (!_raw.Fill())
            {
                _raw.Advance(_raw.Available.Length);
                return false;
            }
        }
    }

    private void RejectCandidate()
    {
        if (++_candidates == MaximumCandidates)
        {
            Report(_memberStart, "the file is given up here: too much of it looks like gzip and is none");
            CloseMember();
            _raw.MoveTo(_raw.CanSeek ? _raw.Length : _raw.Position);
            return;
        }
        SearchFrom(_memberStart + 1);
    }

    /// <summary>Tells that the open member is broken, and searches for the next.</summary>
    private void GiveUpMember(string reason)
    {
        Report(_memberStart, reason);
        long next = _memberStart + 1;
        if (_memberStart < _furthest && ++_rereads > MaximumRereads)
            (next, _rereads) = (Math.Max(_furthest, next), 0);
        SearchFrom(next);
    }

    private void SearchFrom(long position)
    {
        _furthest = Math.Max(_furthest, _raw.Position);
        _member?.Dispose();
        _member = null;
        _searching = true;
        if (_raw.CanMoveTo(position))
            _raw.MoveTo(position);
    }

    /// <summary>
    /// Whether a record of a plain file ends where it says, or another stands right behind it. Where it does not, and another
    /// begins before that end, the length is wrong: the record is skipped, else it would swallow the other.
    /// </summary>
    private bool FitsFile(WarcHeader header)
    {
        if (!_raw.CanSeek)
            return true;
        long start = _raw.Position, length = _raw.Length;
        bool fits = false;
        if (header.ContentLength <= length - start)
        {
            _raw.MoveTo(start + header.ContentLength);
            SkipLineEnds(_raw);
            fits = !_raw.Fill(1) || StartsRecord(_raw);
            _raw.MoveTo(start);
        }
        if (fits)
            return true;
        // A header that lost its empty line runs up to the next record.
        if (!StartsRecord(_raw))
            SkipToRecord(0);
        long next = _raw.Position;
        if (header.ContentLength <= length - start && next >= start + header.ContentLength)
        {
            _raw.MoveTo(start);
            return true;
        }
        Report(_recordStart, next < length
            ? string.Create(CultureInfo.InvariantCulture,
                $"the record says that it has {header.ContentLength} bytes, but another begins after {next - start}")
            : string.Create(CultureInfo.InvariantCulture,
                $"the record breaks off after {length - start} of {header.ContentLength} bytes"));
        return false;
    }

    /// <summary>Goes to where the next record begins, or to the end of what is read.</summary>
    private void SkipToRecord(int from)
    {
        _content.Advance(Math.Min(from, _content.Available.Length));
        // What comes before the first byte that is searched does not end a line.
        byte before = 0;
        while (true)
        {
            int at = _content.Available.IndexOf("WARC/"u8);
            int step = at >= 0 ? at : Math.Max(0, _content.Available.Length - 4);
            if (step > 0)
                before = _content.Available[step - 1];
            _content.Advance(step);
            if (at >= 0)
            {
                if (StartsRecord(_content) && (before == (byte)'\n' || HasField(_content)))
                    return;
                before = _content.Available[0];
                _content.Advance(1);
            }
            else if (!_content.Fill())
            {
                _content.Advance(_content.Available.Length);
                return;
            }
        }
    }

    /// <summary>
    /// Whether a version line has a field of a record behind it: such a one begins a record even where the line end before it
    /// is lost.
    /// </summary>
    private static bool HasField(ByteWindow window)
    {
        window.Fill(64);
        ReadOnlySpan<byte> bytes = window.Available;
        ReadOnlySpan<byte> next = bytes[(bytes.IndexOf((byte)'\n') + 1)..];
        return next.StartsWith("WARC-"u8) || next.StartsWith("Content-"u8);
    }

    /// <summary>
    /// Whether a file is compressed: it begins with gzip, or, where its beginning is damaged, has gzip sooner than a record.
    /// </summary>
    private static bool LooksPacked(ByteWindow window)
    {
        window.Fill(WindowBytes);
        ReadOnlySpan<byte> bytes = window.Available;
        if (GzipMember.BeginsAt(bytes) || WarcHeader.BeginsAt(bytes))
            return GzipMember.BeginsAt(bytes);
        int gzip = bytes.IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]);
        int record = bytes.IndexOf("WARC/"u8);
        return gzip >= 0 && (record < 0 || gzip < record);
    }

    private static bool StartsRecord(ByteWindow window)
    {
        window.Fill(16);
        return WarcHeader.BeginsAt(window.Available);
    }

    private static int SkipLineEnds(ByteWindow window)
    {
        int count = 0;
        for (; window.Fill(1) && window.Available[0] is (byte)'\r' or (byte)'\n'; count++)
            window.Advance(1);
        return count;
    }
}
