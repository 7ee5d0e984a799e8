using System.Collections.Frozen;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Text;

/// <summary>How sure a rule is that a blank is missing.</summary>
internal enum JunctionStrength
{
    /// <summary>Nothing is missing.</summary>
    None,

    /// <summary>Missing where the text as a whole is damaged and just here a blank is likely to be lost.</summary>
    IfExpected,

    /// <summary>Missing where the text as a whole is damaged; usual in sound text, too.</summary>
    IfDamaged,

    /// <summary>Missing in any text.</summary>
    Sure,
}

/// <summary>Where blanks are missing beside marks and digits.</summary>
internal static class Junctions
{
    /// <summary>Rule of a join behind the end of a sentence.</summary>
    public const string Paragraph = "join.paragraph";

    /// <summary>How far a bracket's partner is looked for: only short contents matter.</summary>
    private const int NearBracket = 6;

    private static readonly FrozenSet<string> _domains = EmbeddedData.Lines("domains.txt").ToFrozenSet(StringComparer.Ordinal);
    private static readonly System.Buffers.SearchValues<char> _closers = System.Buffers.SearchValues.Create(")]”\"’'");

    /// <summary>Looks at the mark or digit at <paramref name="at"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Start of the chunk between blanks.</param>
    /// <param name="end">Its end.</param>
    /// <param name="at">A character that is no Latin letter.</param>
    /// <param name="inQuote">1 within straight double quotes.</param>
    /// <param name="position">Where the blank is missing.</param>
    /// <param name="rule">The rule's name.</param>
    public static JunctionStrength At(string text, int start, int end, int at, int inQuote, out int position, out string rule)
    {
        position = at + 1;
        rule = "join.punctuation";
        var left = at > start ? text[at - 1] : ' ';
        var right = at + 1 < end ? text[at + 1] : ' ';
        var letterRight = BlankRepairer.IsLatin(right);
        switch (text[at])
        {
            case '.' or '!' or '?':
                return Stop(text, start, end, at, ref rule);
            case ',':
                return Comma(text, start, end, at, left, right, letterRight);
            case ';':
                return char.IsLetterOrDigit(left) && letterRight ? JunctionStrength.Sure : JunctionStrength.None;
            case ':':
                return at - start > 2 && BlankRepairer.IsLatin(left) && char.IsUpper(right) ? JunctionStrength.IfDamaged : JunctionStrength.None;
            case '%':
                rule = "join.number";
                return letterRight ? JunctionStrength.Sure : JunctionStrength.None;
            case ')' or ']':
                rule = "join.bracket";
                return Closing(text, start, end, at, right, letterRight);
            case '(' or '[':
                rule = "join.bracket";
                position = at;
                return Opening(text, start, end, at, left);
            case '”':
                rule = left is '.' or '!' or '?' && char.IsUpper(right) ? Paragraph : "join.quote";
                return letterRight || char.IsDigit(right) || right is '“' or '(' ? JunctionStrength.Sure : JunctionStrength.None;
            case '“':
                rule = "join.quote";
                position = at;
                return char.IsLetterOrDigit(left) || (left is ',' or '.' or ':' or ')' or ';' or '?' or '!' && right != ' ') ? StrengthOfOpeningQuote(right, ref position, at) : JunctionStrength.None;
            case '"':
                rule = "join.quote";
                return StraightQuote(at, at == start, left, right, inQuote, ref position, ref rule);
            case '’':
                rule = "join.quote";
                return left is '.' or ',' or '!' or '?' && letterRight ? JunctionStrength.Sure : Possessive(text, start, end, at);
            case '\'':
                rule = "join.quote";
                return Possessive(text, start, end, at);
            case '–' or '—':
                return Dash(left, right, at, ref position);
            case '-':
                return left == ')' && letterRight ? JunctionStrength.Sure : JunctionStrength.None;
            default:
                return char.IsAsciiDigit(text[at]) ? Digit(text, start, end, at, left, right, ref position, ref rule) : JunctionStrength.None;
        }
    }

    /// <summary>An opening quote sometimes stands where the closing one should: then the blank is missing behind it.</summary>
    private static JunctionStrength StrengthOfOpeningQuote(char right, ref int position, int at)
    {
        if (right == ' ')
        {
            return JunctionStrength.None;
        }

        position = at;
        return JunctionStrength.Sure;
    }

    private static JunctionStrength Stop(string text, int start, int end, int at, ref string rule)
    {
        // Closing marks that belong to the sentence.
        var next = at + 1;
        if (next >= end)
        {
            return JunctionStrength.None;
        }

        var c = text[next];
        var wordLength = 0;
        for (var i = at - 1; i >= start && BlankRepairer.IsLatin(text[i]); i--)
        {
            wordLength++;
        }

        var before = at > start ? text[at - 1] : ' ';
        var closed = _closers.Contains(before) || char.IsDigit(before);
        if (char.IsUpper(c) && BlankRepairer.IsLatin(c))
        {
            var runEnd = next;
            while (runEnd < end && BlankRepairer.IsLatin(text[runEnd]))
            {
                runEnd++;
            }

            if (wordLength >= 2 && IsDomain(text.AsSpan(next, runEnd - next)))
            {
                return JunctionStrength.None;
            }

            var isAcronymLetter = runEnd - next == 1 && runEnd < end && text[runEnd] == '.';
            if (isAcronymLetter)
            {
                return wordLength >= 4 && !char.IsUpper(before) ? Sentence(ref rule) : JunctionStrength.None;
            }

            if (wordLength >= 3 || closed || (wordLength == 2 && char.IsLower(before)))
            {
                return text[at] == '.' && wordLength is 2 or 3 && char.IsUpper(text[at - wordLength]) && char.IsLower(before)
                    ? JunctionStrength.IfDamaged
                    : Sentence(ref rule);
            }

            if (wordLength == 2)
            {
                return Sentence(ref rule) == JunctionStrength.Sure ? JunctionStrength.IfDamaged : JunctionStrength.None;
            }

            return runEnd - next >= 3 && !IsAllUpper(text.AsSpan(next, runEnd - next)) ? JunctionStrength.IfDamaged : JunctionStrength.None;
        }

        if (c is '“' or '(' or '[' or '‘')
        {
            return wordLength >= 2 || closed ? Sentence(ref rule) : JunctionStrength.None;
        }

        if (char.IsAsciiDigit(c))
        {
            // town.35 and Jan.2014, but No.5 and v1.2
            return wordLength >= 3 && char.IsLower(before) ? JunctionStrength.IfDamaged : JunctionStrength.None;
        }

        return wordLength >= 3 && end - next > 3 && text.AsSpan(next).StartsWith("al-") ? Sentence(ref rule) : JunctionStrength.None;
    }

    /// <summary>The end of an internet name written large: <c>AKIPRESS.COM</c>, <c>GOV.KRD</c>, <c>News.Net</c>. Two letters only in capitals: "In" begins sentences.</summary>
    private static bool IsDomain(ReadOnlySpan<char> word)
    {
        if (word.Length is < 2 or > 4 || (word.Length == 2 && !char.IsUpper(word[1])))
        {
            return false;
        }

        Span<char> lower = stackalloc char[4];
        return _domains.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..word.ToLowerInvariant(lower)]);
    }

    private static bool IsAllUpper(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    private static JunctionStrength Sentence(ref string rule)
    {
        rule = Paragraph;
        return JunctionStrength.Sure;
    }

    private static JunctionStrength Comma(string text, int start, int end, int at, char left, char right, bool letterRight)
    {
        if (left == ' ' || right == ' ')
        {
            return JunctionStrength.None;
        }

        if (letterRight || (right is '“' or '(' or '[' or '‘' && at + 2 < end))
        {
            return JunctionStrength.Sure;
        }

        if (!char.IsAsciiDigit(right))
        {
            return JunctionStrength.None;
        }

        if (!char.IsAsciiDigit(left))
        {
            return JunctionStrength.Sure;
        }

        // 2014,100 may be a number; a year before anything but three digits is not.
        int before = at, after = at + 1;
        while (before > start && char.IsAsciiDigit(text[before - 1]))
        {
            before--;
        }

        while (after < end && char.IsAsciiDigit(text[after]))
        {
            after++;
        }

        return at - before == 4 && after - at - 1 != 3 ? JunctionStrength.IfDamaged : JunctionStrength.None;
    }

    private static JunctionStrength Closing(string text, int start, int end, int at, char right, bool letterRight)
    {
        if (!letterRight && !char.IsAsciiDigit(right) && right is not ('(' or '“' or '['))
        {
            return JunctionStrength.None;
        }

        // (re)build, he[r]e, article 7(1)(a)
        var near = text.AsSpan(Math.Max(start, at - NearBracket), Math.Min(NearBracket, at - start));
        var open = near.LastIndexOf(text[at] == ')' ? '(' : '[');
        var inside = open < 0 ? int.MaxValue : near.Length - open - 1;
        return inside <= 2 && (char.IsLower(right) || right == '(') ? JunctionStrength.None : JunctionStrength.Sure;
    }

    private static JunctionStrength Opening(string text, int start, int end, int at, char left)
    {
        if (!BlankRepairer.IsLatin(left) && !char.IsAsciiDigit(left) && left is not (',' or ';' or '%'))
        {
            return JunctionStrength.None;
        }

        // word(s), article 7(1)(a), CPI(M)
        var close = text.AsSpan(at, Math.Min(NearBracket, end - at)).IndexOf(text[at] == '(' ? ')' : ']');
        return close is >= 0 and <= 3 && at + 1 < end && (close == 2 || char.IsLower(text[at + 1]) || char.IsAsciiDigit(left)) ? JunctionStrength.None : JunctionStrength.Sure;
    }

    private static JunctionStrength StraightQuote(int at, bool first, char left, char right, int inQuote, ref int position, ref string rule)
    {
        if (first)
        {
            return JunctionStrength.None;
        }

        var closes = inQuote != 0;
        var stop = left is '.' or '!' or '?';
        position = closes ? at + 1 : at;
        if (closes ? !BlankRepairer.IsLatin(right) : !(BlankRepairer.IsLatin(left) || left is ',' or ':' or '.' or '!' or '?') || !char.IsLetterOrDigit(right))
        {
            return JunctionStrength.None;
        }

        return stop && char.IsUpper(right) ? Sentence(ref rule) : JunctionStrength.Sure;
    }

    /// <summary>The apostrophe of a plural: <c>teachers’|strike</c>.</summary>
    private static JunctionStrength Possessive(string text, int start, int end, int at)
    {
        int from = at, to = at + 1;
        while (from > start && BlankRepairer.IsLatin(text[from - 1]))
        {
            from--;
        }

        while (to < end && BlankRepairer.IsLatin(text[to]))
        {
            to++;
        }

        if (at - from < 4 || text[at - 1] != 's' || to - at < 4 || !char.IsLetter(text[at + 1]))
        {
            return JunctionStrength.None;
        }

        // The noun without its s must be a word, too: Damascus’ is no plural.
        var noun = WordList.Kinds(text.AsSpan(from, at - from)) & WordList.Kinds(text.AsSpan(from, at - from - 1));
        return (noun & WordKinds.Common) != 0 && WordList.Rank(text.AsSpan(at + 1, to - at - 1)) is > 0 and < 30_000
            ? JunctionStrength.IfDamaged
            : JunctionStrength.None;
    }

    private static JunctionStrength Dash(char left, char right, int at, ref int position)
    {
        if (left == ' ' && BlankRepairer.IsLatin(right))
        {
            return JunctionStrength.IfDamaged;
        }

        position = at;
        return right == ' ' && BlankRepairer.IsLatin(left) ? JunctionStrength.IfDamaged : JunctionStrength.None;
    }

    private static JunctionStrength Digit(string text, int start, int end, int at, char left, char right, ref int position, ref string rule)
    {
        rule = "join.number";
        if (BlankRepairer.IsLatin(left))
        {
            var from = at;
            while (from > start && BlankRepairer.IsLatin(text[from - 1]))
            {
                from--;
            }

            position = at;
            return WordBeforeNumber(text.AsSpan(from, at - from));
        }

        if (BlankRepairer.IsLatin(right))
        {
            var to = at + 1;
            while (to < end && BlankRepairer.IsLatin(text[to]))
            {
                to++;
            }

            return WordBehindNumber(text.AsSpan(at + 1, to - at - 1));
        }

        return JunctionStrength.None;
    }

    private static JunctionStrength WordBeforeNumber(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || char.IsUpper(word[^1]))
        {
            return word is "A" ? JunctionStrength.IfExpected : JunctionStrength.None;
        }

        // Around500, but Channel4 and News24
        var rank = WordList.Rank(word);
        if (char.IsUpper(word[0]))
        {
            return word.Length >= 4 || rank is > 0 and <= 100 ? JunctionStrength.IfExpected : JunctionStrength.None;
        }

        return rank is > 0 and <= 2000 ? JunctionStrength.Sure : word.Length >= 4 ? JunctionStrength.IfDamaged : JunctionStrength.None;
    }

    private static JunctionStrength WordBehindNumber(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
        {
            return JunctionStrength.None;
        }

        var rank = WordList.Rank(word);
        if (word.Length >= 4)
        {
            return char.IsUpper(word[0]) ? JunctionStrength.IfExpected : rank is > 0 and <= 20000 ? JunctionStrength.Sure : JunctionStrength.IfDamaged;
        }

        if (word is "in")
        {
            return JunctionStrength.IfExpected;
        }

        return rank is > 0 and <= 60 && !(word is "am" or "pm" or "st" or "th") ? JunctionStrength.IfDamaged : JunctionStrength.None;
    }
}
