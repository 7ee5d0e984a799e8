using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tagging;

/// <summary>How the letters of a whole sentence are written.</summary>
internal enum SentenceCasing : byte
{
    /// <summary>Names and first words are capitalised.</summary>
    Normal,

    /// <summary>Nearly every word is.</summary>
    TitleCase,

    /// <summary>Nearly all letters are capitals.</summary>
    Capitals,

    /// <summary>No capital at all.</summary>
    Lower,
}

/// <summary>Token features of one sentence with two rim tokens at either end. A reusable buffer; not thread-safe.</summary>
internal sealed class SentenceFeatures
{
    /// <summary>Rim tokens at either end.</summary>
    public const int Rims = 2;

    private TokenFeatures[] _tokens = new TokenFeatures[128];

    /// <summary>Number of tokens, rims aside.</summary>
    public int Count { get; private set; }

    /// <summary>How the sentence is written.</summary>
    public SentenceCasing Casing { get; private set; }

    /// <summary>The first token with a letter or digit; <see cref="Count"/> where there is none.</summary>
    public int FirstWord { get; private set; }

    /// <summary>The tokens with their rims; token t stands at t + <see cref="Rims"/>.</summary>
    public ReadOnlySpan<TokenFeatures> WithRims => _tokens.AsSpan(0, Count + (2 * Rims));

    /// <summary>The tokens.</summary>
    public ReadOnlySpan<TokenFeatures> Tokens => _tokens.AsSpan(Rims, Count);

    /// <summary>Fills the buffer with a sentence.</summary>
    public void Load(TokenizedText text, Sentence sentence, TaggerLexicon lexicon)
    {
        Count = sentence.Count;
        if (_tokens.Length < Count + (2 * Rims))
        {
            _tokens = new TokenFeatures[Count + (2 * Rims) + 64];
        }

        for (var i = 0; i < Rims; i++)
        {
            _tokens[i] = _tokens[Rims + Count + i] = TokenFeatures.Rim;
        }

        var tokens = _tokens.AsSpan(Rims, Count);
        for (var t = 0; t < tokens.Length; t++)
        {
            tokens[t] = TokenFeatures.Of(text[sentence.First + t], lexicon.Words);
        }

        lexicon.Phrases.Mark(tokens);
        Observe(tokens);
        MarkRuns(tokens);
    }

    private void Observe(ReadOnlySpan<TokenFeatures> tokens)
    {
        int lower = 0, initial = 0, capitals = 0;
        FirstWord = tokens.Length;
        for (var t = 0; t < tokens.Length; t++)
        {
            ref readonly var token = ref tokens[t];
            if (token.Casing != TokenCasing.Mark && FirstWord > t)
            {
                FirstWord = t;
            }

            switch (token.Casing)
            {
                case TokenCasing.Lower when !token.IsConnector && token.Prefix3 != 0:
                    lower++;
                    break;
                case TokenCasing.Initial or TokenCasing.Mixed:
                    initial++;
                    break;
                case TokenCasing.Capitals:
                    capitals++;
                    break;
                default:
                    break;
            }
        }

        var cased = lower + initial + capitals;
        Casing = cased < 3 ? SentenceCasing.Normal
            : capitals * 4 >= cased * 3 ? SentenceCasing.Capitals
            : (initial + capitals) * 5 >= cased * 4 && initial >= 3 ? SentenceCasing.TitleCase
            : initial + capitals == 0 ? SentenceCasing.Lower
            : SentenceCasing.Normal;
    }

    private static void MarkRuns(Span<TokenFeatures> tokens)
    {
        for (var t = 0; t < tokens.Length;)
        {
            if (!tokens[t].IsCapital)
            {
                tokens[t].RunFirst = tokens[t].RunLast = t;
                t++;
                continue;
            }

            var end = t + 1;
            while (end < tokens.Length && tokens[end].IsCapital)
            {
                end++;
            }

            for (var k = t; k < end; k++)
            {
                tokens[k].RunFirst = t;
                tokens[k].RunLast = end - 1;
            }

            t = end;
        }

        for (var t = 0; t < tokens.Length;)
        {
            if (!tokens[t].IsCapital)
            {
                tokens[t].WideFirst = tokens[t].WideLast = t;
                t++;
                continue;
            }

            var last = tokens[t].RunLast;
            while (true)
            {
                // At most two connectors between capitals: "of the", "for".
                var next = last + 1;
                while (next < tokens.Length && next - last <= 2 && tokens[next].IsConnector)
                {
                    next++;
                }

                if (next == last + 1 || next >= tokens.Length || !tokens[next].IsCapital)
                {
                    break;
                }

                last = tokens[next].RunLast;
            }

            for (var k = t; k <= last; k++)
            {
                tokens[k].WideFirst = t;
                tokens[k].WideLast = last;
            }

            t = last + 1;
        }
    }
}
