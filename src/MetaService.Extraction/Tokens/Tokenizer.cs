namespace MetaService.Extraction.Tokens;

/// <summary>Splits title and body into tokens and sentences. Thread-safe. Linear in the text's length.</summary>
/// <remarks>
/// Tokens cover every character that is not blank (white space, control characters, byte order marks, zero-width spaces), in order.
/// </remarks>
public sealed class Tokenizer
{
    private const int CancellationStride = 4096;

    private readonly Abbreviations _abbreviations = new();
    private readonly SentenceSplitter _splitter;

    /// <summary>Loads the abbreviation tables.</summary>
    public Tokenizer() => _splitter = new SentenceSplitter(_abbreviations);

    /// <summary>Tokens of the title (first, where there is one outside the body) and of the body.</summary>
    /// <param name="text">The repaired text; any string.</param>
    /// <param name="title">The headline's span, or null; one that overlaps the body is left to the body.</param>
    /// <param name="body">The body's span; may be empty.</param>
    /// <param name="cancellation">Checked every few thousand tokens.</param>
    public TokenizedText Tokenize(string text, TextSpan? title, TextSpan body, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<Token>((body.Length / 5) + 16);
        var sentences = new List<Sentence>((body.Length / 100) + 4);
        if (title is { Length: > 0 } headline && !headline.Overlaps(body))
        {
            AddPart(text, headline, isTitle: true, tokens, sentences, cancellation);
        }

        AddPart(text, body, isTitle: false, tokens, sentences, cancellation);
        return new TokenizedText(text, [.. tokens], [.. sentences]);
    }

    private void AddPart(string text, TextSpan span, bool isTitle, List<Token> tokens, List<Sentence> sentences, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var first = tokens.Count;
        var part = text.AsSpan(0, span.End);
        var scanner = new WordScanner(part, _abbreviations);
        var at = span.Start;
        var afterWord = false;
        while (at < part.Length)
        {
            if (CharacterClass.IsBlank(part[at]))
            {
                at++;
                afterWord = false;
                continue;
            }

            var end = scanner.EndOf(at, afterWord);
            tokens.Add(new Token(at, end - at));
            afterWord = char.IsLetterOrDigit(part[end - 1]) || part[end - 1] == '.';
            at = end;
            if (tokens.Count % CancellationStride == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        _splitter.Split(part, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tokens)[first..], first, isTitle, sentences);
    }
}
