namespace MetaService.Extraction.Tagging;

/// <summary>Fills a lattice with a sentence's scores. A reusable buffer; not thread-safe.</summary>
internal sealed class SentenceScorer(TaggerLexicon lexicon, TaggerModel model)
{
    private readonly SentenceFeatures _features = new();

    /// <summary>The lattice of the sentence loaded last.</summary>
    public Lattice Lattice { get; } = new();

    /// <summary>The token features of the sentence loaded last.</summary>
    public SentenceFeatures Features => _features;

    /// <summary>Scores a sentence's tokens.</summary>
    public void Load(Tokens.TokenizedText text, Tokens.Sentence sentence)
    {
        _features.Load(text, sentence, lexicon);
        Lattice.Reset(sentence.Count);
        Span<uint> buffer = stackalloc uint[FeatureTemplate.MaxFeatures];
        var scores = Lattice.Scores;
        var casings = Lattice.Casings;
        var tokens = _features.Tokens;
        for (var t = 0; t < sentence.Count; t++)
        {
            var count = FeatureTemplate.Extract(_features, t, buffer);
            model.Score(buffer[..count], scores.Slice(t * TagSet.Lanes, TagSet.Lanes));
            casings[t] = (byte)tokens[t].Casing;
        }
    }
}
