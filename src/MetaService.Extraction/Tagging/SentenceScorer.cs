using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tagging;

/// <summary>Fills a lattice with a sentence's scores. A reusable buffer; not thread-safe.</summary>
internal sealed class SentenceScorer(TaggerLexicon lexicon, TaggerModel model)
{
    /// <summary>The lattice of the sentence scored last.</summary>
    public Lattice Lattice { get; } = new();

    /// <summary>The token features of the sentence loaded last.</summary>
    public SentenceFeatures Features { get; } = new();

    /// <summary>Loads a sentence and scores its tokens.</summary>
    public void Load(TokenizedText text, Sentence sentence)
    {
        Features.Load(text, sentence, lexicon);
        Lattice.Reset(Features.Count);
        Span<uint> buffer = stackalloc uint[FeatureTemplate.MaxFeatures];
        var scores = Lattice.Scores;
        var casings = Lattice.Casings;
        var tokens = Features.Tokens;
        for (var t = 0; t < tokens.Length; t++)
        {
            var count = FeatureTemplate.Extract(Features, t, buffer);
            model.Score(buffer[..count], scores.Slice(t * TagSet.Lanes, TagSet.Lanes));
            casings[t] = (byte)tokens[t].Casing;
        }
    }
}
