namespace MetaService.Extraction.Tokens;

/// <summary>Splits a run of tokens into sentences. Sentences never cross a paragraph break.</summary>
/// <remarks>
/// A paragraph ends at a blank line. A single line break is a soft wrap, unless one of the lines beside it is so long that the text
/// cannot have been wrapped: then every line is a paragraph.
/// </remarks>
internal sealed class SentenceSplitter(Abbreviations abbreviations)
{
    /// <summary>Longest sentence, in tokens; a longer one is cut, so that buffers stay small.</summary>
    public const int MaxTokens = 400;

    /// <summary>Lines longer than this, in code units, were never wrapped.</summary>
    private const int LongestWrappedLine = 200;

    /// <summary>Appends the sentences of <paramref name="tokens"/>, which stand from token index <paramref name="first"/> on.</summary>
    public void Split(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int first, bool isTitle, List<Sentence> sentences)
    {
        var start = 0;
        var lineStart = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var next = i + 1;
            if (next < tokens.Length && next - start < MaxTokens)
            {
                var gap = text[tokens[i].End..tokens[next].Start];
                var isBreak = false;
                if (gap.ContainsAny('\n', '\r', '\u2029'))
                {
                    isBreak = IsParagraphBreak(text, gap, tokens[lineStart].Start, tokens[i].End, tokens[next].Start);
                    lineStart = next;
                }

                if (!isBreak && !(MayEnd(text, tokens, start, i) && StartsSentence(text, tokens, next)))
                {
                    continue;
                }
            }

            sentences.Add(new Sentence(first + start, next - start, isTitle));
            start = next;
        }
    }

    private static bool IsParagraphBreak(ReadOnlySpan<char> text, ReadOnlySpan<char> gap, int lineStart, int lineEnd, int nextLine)
    {
        if (gap.Contains('\u2029') || LineBreaks(gap) > 1 || lineEnd - lineStart > LongestWrappedLine)
        {
            return true;
        }

        var ahead = text.Slice(nextLine, Math.Min(LongestWrappedLine + 1, text.Length - nextLine));
        return ahead.Length > LongestWrappedLine && !ahead.ContainsAny('\n', '\r');
    }

    private static int LineBreaks(ReadOnlySpan<char> gap)
    {
        var count = 0;
        for (var i = 0; i < gap.Length; i++)
        {
            if (gap[i] == '\n' || (gap[i] == '\r' && (i + 1 == gap.Length || gap[i + 1] != '\n')))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Whether a sentence may end behind token <paramref name="i"/>.</summary>
    private bool MayEnd(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int start, int i)
    {
        // Closing quotes and brackets belong to the sentence that they close; only a few of them are looked at.
        var last = i;
        for (var steps = 0; steps < 3 && last > start && IsCloser(text, tokens, last); steps++)
        {
            last--;
        }

        var next = i + 1;
        if (last == i && IsCloser(text, tokens, next) && tokens[next].Start == tokens[i].End)
        {
            return false;
        }

        var token = text.Slice(tokens[last].Start, tokens[last].Length);
        switch (token[^1])
        {
            case '!' or '?' or '\u061F' or '\u06D4' or '\u3002' or '\u2026':
                return true;
            case '.' when token.Length == 1:
                return true;
            case '.' when token[0] == '.':
                return true;
            case '.' when last == i:
                return !abbreviations.IsTitle(token[..^1]) && abbreviations.IsStarter(text.Slice(tokens[next].Start, tokens[next].Length));
            case '.':
                return true;
            default:
                return false;
        }
    }

    private static bool IsCloser(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int i)
    {
        var token = tokens[i];
        if (token.Length != 1)
        {
            return false;
        }

        return text[token.Start] switch
        {
            '\u201D' or '\u2019' or ')' or ']' or '\u00BB' => true,
            '"' or '\'' or '\u201C' => i > 0 && tokens[i - 1].End == token.Start,
            _ => false,
        };
    }

    private static bool StartsSentence(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int next)
    {
        var c = text[tokens[next].Start];
        if (char.IsLetter(c))
        {
            return !char.IsLower(c);
        }

        return char.IsDigit(c) || c is '"' or '\'' or '\u201C' or '\u2018' or '(' or '[' or '\u00AB' or '-' or '\u2013' or '\u2014' or '*' or '\u2022' or '$' or '@' or '#' || char.IsSurrogate(c);
    }
}
