namespace MetaService.Extraction.Tokens;

/// <summary>A token: a word, number or punctuation mark.</summary>
/// <param name="Start">Offset in the repaired text, UTF-16 code units.</param>
/// <param name="Length">At least 1.</param>
public readonly record struct Token(int Start, int Length)
{
    /// <summary>The offset behind the token.</summary>
    public int End => Start + Length;

    /// <summary>The token's span.</summary>
    public TextSpan Span => new(Start, Length);
}

/// <summary>A sentence as a half-open range of token indexes.</summary>
/// <param name="First">Index of the first token.</param>
/// <param name="Count">Number of tokens, at least 1.</param>
/// <param name="IsTitle">Whether it is the headline and not part of the body.</param>
public readonly record struct Sentence(int First, int Count, bool IsTitle)
{
    /// <summary>The token index behind the last one.</summary>
    public int End => First + Count;
}

/// <summary>The tokens and sentences of title and body, in the order title, body.</summary>
public sealed class TokenizedText(string text, Token[] tokens, Sentence[] sentences)
{
    /// <summary>The repaired text that the offsets point into.</summary>
    public string Text { get; } = text;

    /// <summary>All tokens, in order of position within title and body.</summary>
    public IReadOnlyList<Token> Tokens => tokens;

    /// <summary>The tokens as a span, for hot loops.</summary>
    public ReadOnlySpan<Token> TokenSpan => tokens;

    /// <summary>All sentences, in order.</summary>
    public IReadOnlyList<Sentence> Sentences => sentences;

    /// <summary>The text of a token.</summary>
    public ReadOnlySpan<char> this[int token] => Text.AsSpan(tokens[token].Start, tokens[token].Length);
}
