using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

/// <summary>Phrases of one or more words with a value each, compared without case, accents and punctuation. Immutable once filled.</summary>
internal sealed class PhraseTable<T>
{
    private const int MaxKey = 80;

    private readonly Dictionary<string, T> _phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly HashSet<string> _firstWords = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _starts;
    private int _maxWords;

    /// <summary>An empty table.</summary>
    public PhraseTable()
    {
        _lookup = _phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        _starts = _firstWords.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Adds a phrase; one that is there already keeps its value.</summary>
    public void Add(string phrase, T value)
    {
        var key = TextFolding.FoldKey(phrase);
        if (key.Length is > 0 and <= MaxKey && _phrases.TryAdd(key, value))
        {
            _maxWords = Math.Max(_maxWords, key.AsSpan().Count(' ') + 1);
            _firstWords.Add(key.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0 ? key[..blank] : key);
        }
    }

    /// <summary>Whether a whole text is a phrase of the table.</summary>
    public bool TryGet(ReadOnlySpan<char> phrase, out T value)
    {
        value = default!;
        if (phrase.Length is 0 or > MaxKey)
        {
            return false;
        }

        Span<char> key = stackalloc char[MaxKey * TextFolding.MaxExpansion];
        return _lookup.TryGetValue(key[..TextFolding.FoldKey(phrase, key)], out value!);
    }

    /// <summary>The length of the longest phrase that starts at a place and ends at a word's end on the same line; 0 where none does.</summary>
    public int MatchAt(string text, int start, int end, out T value)
    {
        value = default!;
        Span<char> key = stackalloc char[MaxKey + TextFolding.MaxExpansion];
        int length = 0, words = 0, best = 0;
        var gap = false;
        for (var i = start; i < end && length < MaxKey && words <= _maxWords; i++)
        {
            var c = text[i];
            if (TextFolding.IsDropped(c) || TextFolding.IsApostrophe(c))
            {
                continue;
            }

            if (!char.IsLetterOrDigit(c))
            {
                if (length == 0 || c is '\n' or '\r' or ':' or '|')
                {
                    break;
                }

                gap = true;
                continue;
            }

            if (gap || length == 0)
            {
                words++;
                if (words == 2 && !_starts.Contains(key[..length]))
                {
                    break;
                }

                if (gap)
                {
                    key[length++] = ' ';
                    gap = false;
                }
            }

            length += TextFolding.Fold(text.AsSpan(i, 1), key[length..]);
            if ((i + 1 == end || !char.IsLetterOrDigit(text[i + 1])) && _lookup.TryGetValue(key[..length], out var found))
            {
                (best, value) = (i + 1 - start, found);
            }
        }

        return best;
    }
}
