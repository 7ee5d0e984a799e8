namespace MetaService.Extraction.Tokens;

/// <summary>Finds where a token ends. Every character is looked at a bounded number of times.</summary>
/// <remarks>
/// Clitics (<c>'s</c>, <c>'re</c>, <c>'ve</c>, <c>'ll</c>) are tokens of their own. A hyphen parts a compound that holds a capital
/// (<c>US-backed</c>, <c>Baghdad-Erbil</c>), so that a name within it can be marked; an Arabic article stays with its word
/// (<c>al-Shammari</c>), as do compounds in lower case (<c>long-running</c>) and those with a number (<c>F-16</c>).
/// </remarks>
internal readonly ref struct WordScanner(ReadOnlySpan<char> text, Abbreviations abbreviations)
{
    private const int MaxAddressLength = 2048;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Abbreviations _abbreviations = abbreviations;

    /// <summary>The end of the token that starts at <paramref name="start"/>, where a character stands that is not blank.</summary>
    /// <param name="start">Offset of the first character.</param>
    /// <param name="afterWord">Whether a word ends right before <paramref name="start"/>, so that a clitic may stand here.</param>
    public int EndOf(int start, bool afterWord)
    {
        var kind = CharacterClass.Of(_text, start, out var length);
        if (kind is CharacterKind.Letter or CharacterKind.Digit)
        {
            return IsAddressStart(start) ? EndOfAddress(start) : EndOfWord(start);
        }

        var c = _text[start];
        if (afterWord && CharacterClass.IsApostrophe(c) && CliticLength(start) is > 0 and var clitic)
        {
            return start + clitic;
        }

        if (c == '@' && IsWordCharacter(start + 1))
        {
            return EndOfWord(start + 1);
        }

        var end = start + length;
        if (c is '.' or '-' or '*' or '=' or '_' or '!' or '?' or '~' or '#' or '+')
        {
            while (end < _text.Length && _text[end] == c)
            {
                end++;
            }
        }

        return end;
    }

    private int EndOfWord(int start)
    {
        var at = start;
        var segment = start;
        var hasUpper = false;
        var hasDigit = false;
        while (at < _text.Length)
        {
            var kind = CharacterClass.Of(_text, at, out var length);
            if (kind is CharacterKind.Letter or CharacterKind.Digit or CharacterKind.Joiner)
            {
                hasUpper |= char.IsUpper(_text[at]);
                hasDigit |= kind == CharacterKind.Digit;
                at += length;
                continue;
            }

            if (kind == CharacterKind.Blank)
            {
                return at;
            }

            var c = _text[at];
            if (c == '.')
            {
                switch (AtFullStop(start, at))
                {
                    case FullStop.Part:
                        at++;
                        continue;
                    case FullStop.LastPart:
                        return at + 1;
                    default:
                        return at;
                }
            }

            if (c == '@' && IsWordCharacter(at + 1))
            {
                return EndOfAddress(at);
            }

            if (CharacterClass.IsHyphen(c) ? !JoinsHyphen(segment, at, hasUpper, hasDigit) : !Joins(at, c))
            {
                return at;
            }

            at++;
        }

        return at;
    }

    private enum FullStop
    {
        Apart,
        Part,
        LastPart,
    }

    private FullStop AtFullStop(int start, int at)
    {
        var next = at + 1 < _text.Length ? _text[at + 1] : ' ';
        if (char.IsAsciiDigit(next) && char.IsAsciiDigit(_text[at - 1]))
        {
            return FullStop.Part;
        }

        var previousIsSingle = at - start == 1 || (at - start >= 2 && _text[at - 2] == '.');
        if (previousIsSingle && char.IsLetter(_text[at - 1]))
        {
            // U.S. and a.m.: single letters, each with its full stop; an initial is the shortest of them.
            if (char.IsLetter(next) && at + 2 < _text.Length && _text[at + 2] == '.')
            {
                return FullStop.Part;
            }

            if (at - start > 1 || char.IsUpper(_text[at - 1]))
            {
                return FullStop.LastPart;
            }
        }

        if (_abbreviations.Contains(_text[start..at]))
        {
            return FullStop.LastPart;
        }

        // A domain name goes on in lower case; a lost blank behind a sentence's end is followed by a capital.
        return char.IsAsciiLetterLower(next) && !IsAddressStart(at + 1) ? FullStop.Part : FullStop.Apart;
    }

    private bool Joins(int at, char c)
    {
        if (at + 1 >= _text.Length)
        {
            return false;
        }

        var next = _text[at + 1];
        var previous = _text[at - 1];
        if (CharacterClass.IsApostrophe(c))
        {
            return char.IsLetter(next) && char.IsLetter(previous) && CliticLength(at) == 0;
        }

        return c switch
        {
            ',' => char.IsAsciiDigit(previous) && DigitsFrom(at + 1) == 3,
            ':' or '/' => char.IsAsciiDigit(previous) && char.IsAsciiDigit(next),
            '&' => char.IsUpper(previous) && char.IsUpper(next),
            '_' => char.IsLetterOrDigit(next),
            _ => false,
        };
    }

    private bool JoinsHyphen(int segment, int at, bool hasUpper, bool hasDigit)
    {
        if (!IsWordCharacter(at + 1))
        {
            return false;
        }

        var next = _text[at + 1];
        if (char.IsUpper(next) && IsArticle(_text[segment..at]))
        {
            return true;
        }

        if (char.IsDigit(next) || hasDigit)
        {
            return !(hasDigit && char.IsUpper(next) && at + 2 < _text.Length && char.IsLower(_text[at + 2]));
        }

        return !hasUpper && !char.IsUpper(next);
    }

    private static bool IsArticle(ReadOnlySpan<char> word) => word.Length switch
    {
        2 => (char)(word[0] | 0x20) switch
        {
            'a' => (char)(word[1] | 0x20) is 'l' or 'd' or 's' or 'n' or 'r' or 't' or 'z',
            'e' => (char)(word[1] | 0x20) is 'l' or 'd' or 's' or 'n' or 'r' or 't' or 'z',
            'u' => (char)(word[1] | 0x20) is 'l' or 'd' or 'r',
            _ => false,
        },
        3 => word.Equals("ash", StringComparison.OrdinalIgnoreCase) || word.Equals("esh", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>Length of the clitic at an apostrophe, 0 where none stands there.</summary>
    private int CliticLength(int at)
    {
        if (at + 1 >= _text.Length)
        {
            return 0;
        }

        var first = _text[at + 1] | 0x20;
        if (first == 's' && !IsWordCharacter(at + 2))
        {
            return 2;
        }

        if (at + 2 >= _text.Length || IsWordCharacter(at + 3))
        {
            return 0;
        }

        var second = _text[at + 2] | 0x20;
        return (first is 'r' or 'v' && second == 'e') || (first == 'l' && second == 'l') ? 3 : 0;
    }

    private int DigitsFrom(int at)
    {
        var count = 0;
        while (count < 4 && at + count < _text.Length && char.IsAsciiDigit(_text[at + count]))
        {
            count++;
        }

        return count;
    }

    private bool IsWordCharacter(int at) =>
        at < _text.Length && CharacterClass.Of(_text, at, out _) is CharacterKind.Letter or CharacterKind.Digit;

    private bool IsAddressStart(int at)
    {
        var c = _text[at];
        if (c is 'h' or 'H')
        {
            var rest = _text[at..];
            return rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        }

        return c is 'w' or 'W' && _text[at..].StartsWith("www.", StringComparison.OrdinalIgnoreCase);
    }

    private int EndOfAddress(int start)
    {
        var limit = Math.Min(_text.Length, start + MaxAddressLength);
        var at = start + 1;
        while (at < limit && !CharacterClass.IsBlank(_text[at]) && _text[at] is not ('<' or '>' or '"' or '\u201D' or '\u201C' or ')' or ']' or '|' or ',' or ';'))
        {
            at++;
        }

        while (at > start + 1 && _text[at - 1] is '.' or ':' or '!' or '?' or '\'' or '\u2019')
        {
            at--;
        }

        // Never between the halves of a surrogate pair.
        return at < _text.Length && char.IsLowSurrogate(_text[at]) && char.IsHighSurrogate(_text[at - 1]) ? at + 1 : at;
    }
}
