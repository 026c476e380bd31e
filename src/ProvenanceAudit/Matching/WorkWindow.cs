using System.Runtime.CompilerServices;

namespace ProvenanceAudit.Matching;

/// <summary>The words of one work around the place that is being compared, read piece by piece as extension reaches them, each once.</summary>
internal sealed class WorkWindow(IPassageIndex index)
{
    // Most seeds are chance: what Prospect looks at on both sides of a k-gram shows it.
    private const int Margin = Prospect.Words + 2;
    private const int FirstWords = 2 * Margin + 8;
    private const int PieceWords = 64;

    private ulong[] _words = new ulong[1024];
    private int _work = -1;
    private int _start;
    private int _end;

    // The word that the first place of the buffer stands for; below _start when there is room to go on to the left.
    private int _origin;
    private int _workWords;

    /// <summary>Number of words of the work.</summary>
    public int WorkWords => _workWords;

    /// <summary>Goes to a place; keeps what is there when it is near.</summary>
    public void MoveTo(int work, int word)
    {
        if (work == _work && word >= _start - PieceWords && word < _end + PieceWords)
            return;
        _work = work;
        _workWords = index.WordCountAt(work);
        // One read gives all that most seeds need, unless a block ends among it.
        _start = _end = _origin = Math.Max(word - Margin, word / IPassageIndex.BlockWords * IPassageIndex.BlockWords);
        _end += index.ReadBlock(work, _start, _words.AsSpan(0, FirstWords));
    }

    /// <summary>The hash of a word.</summary>
    /// <returns>False when the work has no such word.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int word, out ulong hash)
    {
        int at = word - _start;
        if ((uint)at < (uint)(_end - _start))
        {
            hash = _words[word - _origin];
            return true;
        }
        return TryLoad(word, out hash);
    }

    /// <summary>Words <c>[first, end)</c> of the work, cut to those that it has.</summary>
    public ReadOnlySpan<ulong> Words(int first, int end)
    {
        first = Math.Max(0, first);
        end = Math.Min(_workWords, end);
        if (first >= end)
            return default;
        TryGet(first, out _);
        TryGet(end - 1, out _);
        return _words.AsSpan(first - _origin, end - first);
    }

    private bool TryLoad(int word, out ulong hash)
    {
        hash = 0;
        if ((uint)word >= (uint)_workWords)
            return false;
        while (word >= _end)
        {
            int at = _end - _origin;
            if (at + PieceWords > _words.Length)
                Array.Resize(ref _words, 2 * _words.Length);
            _end += index.ReadBlock(_work, _end, _words.AsSpan(at, PieceWords));
        }
        while (word < _start)
        {
            // Back to the beginning of the block at most.
            int from = Math.Max(_start - PieceWords, (_start - 1) / IPassageIndex.BlockWords * IPassageIndex.BlockWords);
            if (from < _origin)
                MakeRoomToTheLeft();
            index.ReadBlock(_work, from, _words.AsSpan(from - _origin, _start - from));
            _start = from;
        }
        hash = _words[word - _origin];
        return true;
    }

    /// <summary>As much room as there are words, so that going far to the left moves each word a few times only.</summary>
    private void MakeRoomToTheLeft()
    {
        int length = _end - _start, room = Math.Max(length, PieceWords);
        ulong[] words = room + length + PieceWords > _words.Length ? new ulong[2 * (room + length)] : _words;
        Array.Copy(_words, _start - _origin, words, room, length);
        _words = words;
        _origin = _start - room;
    }
}
