using MetaService.Extraction.Text;

namespace MetaService.Extraction.Actors.Knowledge;

/// <summary>
/// Splits text into the words that names are compared by: runs of letters and digits, folded to lower case without diacritics.
/// Apostrophes and dots of initials within a word vanish (<c>Ma'sum</c>, <c>U.S.</c>), a possessive <c>'s</c> is a word of its own.
/// Builder and linker share it, so that keys agree.
/// </summary>
/// <param name="text">Any text.</param>
internal ref struct NameWordReader(ReadOnlySpan<char> text)
{
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Offset of the current word.</summary>
    public int Start { get; private set; }

    /// <summary>Offset behind the current word.</summary>
    public int End { get; private set; }

    /// <summary>Hash of the folded word.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Number of capital letters in the word.</summary>
    public int Capitals { get; private set; }

    /// <summary>Number of letters and digits in the word.</summary>
    public int Letters { get; private set; }

    /// <summary>Whether the word is the s of a possessive.</summary>
    public bool IsPossessive { get; private set; }

    /// <summary>Goes to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        var i = End;
        while (i < _text.Length && !char.IsLetterOrDigit(_text[i]))
        {
            i++;
        }

        if (i >= _text.Length)
        {
            return false;
        }

        IsPossessive = i > 0 && Letters > 0 && i == End + 1 && IsApostrophe(_text[i - 1]) && IsPossessiveAt(i);
        Start = i;
        Hash = Seed;
        Capitals = 0;
        Letters = 0;
        var dotted = true;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (char.IsLetterOrDigit(c))
            {
                Add(c);
                i++;
                End = i;
                continue;
            }

            if (c == '+' && i == End)
            {
                // OPEC+ is not OPEC.
                Hash = (Hash ^ c) * Prime;
                i++;
                End = i;
                continue;
            }

            var next = i + 1 < _text.Length ? _text[i + 1] : ' ';
            if (IsMark(c))
            {
                i++;
                End = i;
                continue;
            }

            // A dot joins initials only: each part of the word so far is one letter long.
            dotted = dotted && c == '.' && char.IsLetter(_text[i - 1]) && (i - 2 < Start || _text[i - 2] == '.');
            if (char.IsLetterOrDigit(next) && (dotted && IsInitialAt(i + 1) || (IsApostrophe(c) && !IsPossessiveAt(i + 1))))
            {
                i++;
                continue;
            }

            break;
        }

        return true;
    }

    /// <summary>The key of a sequence of words, one more word at a time; start with 0.</summary>
    public static ulong Extend(ulong key, ulong word) => (ulong.RotateLeft(key, 23) + 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93 ^ word;

    /// <summary>The key of a whole name; 0 where it has no word.</summary>
    public static ulong KeyOf(ReadOnlySpan<char> name)
    {
        var reader = new NameWordReader(name);
        ulong key = 0;
        while (reader.MoveNext())
        {
            key = Extend(key, reader.Hash);
        }

        return key;
    }

    /// <summary>Hash of a single word.</summary>
    public static ulong WordHash(ReadOnlySpan<char> word)
    {
        var reader = new NameWordReader(word);
        return reader.MoveNext() ? reader.Hash : 0;
    }

    /// <summary>Apostrophes and the signs that stand for them in transliterations.</summary>
    internal static bool IsApostrophe(char c) => c is '\'' or '’' or '‘' or 'ʼ' or 'ʻ' or '`' or '´' or 'ʿ' or 'ʾ';

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

    private readonly bool IsInitialAt(int i) => i + 1 >= _text.Length || !char.IsLetterOrDigit(_text[i + 1]);

    private readonly bool IsPossessiveAt(int i) =>
        i < _text.Length && _text[i] is 's' or 'S' && (i + 1 >= _text.Length || !char.IsLetterOrDigit(_text[i + 1]));

    private void Add(char c)
    {
        Letters++;
        if (char.IsUpper(c))
        {
            Capitals++;
        }

        if (char.IsAscii(c))
        {
            Hash = (Hash ^ (c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c)) * Prime;
            return;
        }

        Span<char> folded = stackalloc char[TextFolding.MaxExpansion];
        var count = TextFolding.Fold([c], folded);
        foreach (var f in folded[..count])
        {
            Hash = (Hash ^ f) * Prime;
        }
    }
}
