using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary>A sentence ready for training: its features as row numbers, what labels its tokens may have.</summary>
/// <param name="Rows">Rows of all tokens, one token after the other.</param>
/// <param name="Starts">Where each token's rows start; one more at the end.</param>
/// <param name="Casings">Transition class of each token.</param>
/// <param name="Allowed">One bit a label and token.</param>
internal sealed record TrainingSentence(int[] Rows, int[] Starts, byte[] Casings, uint[] Allowed)
{
    /// <summary>Bit of a row number: the feature names the word itself.</summary>
    public const int Identity = 1 << 30;


    /// <summary>Number of tokens.</summary>
    public int Count => Casings.Length;

    /// <summary>Whether each token has one label only.</summary>
    public bool IsFull { get; } = Array.TrueForAll(Allowed, a => System.Numerics.BitOperations.IsPow2(a));
}

/// <summary>Numbers the features that occur often enough; others are dropped.</summary>
internal sealed class FeatureIndex(TaggerLexicon lexicon, int minimum)
{
    private readonly Dictionary<uint, int> _counts = [];
    private readonly List<(uint[] Features, int[] Starts, byte[] Casings, uint[] Allowed)> _pending = [];

    /// <summary>The hash of each row.</summary>
    public List<uint> Hashes { get; } = [];

    /// <summary>How often each row's feature occurs.</summary>
    public List<int> Counts { get; } = [];

    /// <summary>Adds the sentences of a text.</summary>
    /// <param name="text">Tokens and sentences.</param>
    /// <param name="allowed">The labels that each token may have, one bit a label.</param>
    public void Add(MetaService.Extraction.Tokens.TokenizedText text, ReadOnlySpan<uint> allowed)
    {
        var sentenceFeatures = new SentenceFeatures();
        Span<uint> buffer = stackalloc uint[FeatureTemplate.MaxFeatures];
        var features = new List<uint>();
        foreach (var sentence in text.Sentences)
        {
            sentenceFeatures.Load(text, sentence, lexicon);
            features.Clear();
            var starts = new int[sentence.Count + 1];
            var casings = new byte[sentence.Count];
            for (var t = 0; t < sentence.Count; t++)
            {
                var count = FeatureTemplate.Extract(sentenceFeatures, t, buffer);
                foreach (var feature in buffer[..count])
                {
                    features.Add(feature);
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, feature, out _)++;
                }

                starts[t + 1] = features.Count;
                casings[t] = (byte)sentenceFeatures.Tokens[t].Casing;
            }

            _pending.Add(([.. features], starts, casings, allowed.Slice(sentence.First, sentence.Count).ToArray()));
        }
    }

    /// <summary>Number of different features seen, rare ones included.</summary>
    public int Seen => _counts.Count;

    /// <summary>Numbers the features and hands out the sentences, in the order in which they were added.</summary>
    public List<TrainingSentence> Finish()
    {
        var rows = new Dictionary<uint, int>();
        var sentences = new List<TrainingSentence>(_pending.Count);
        foreach (var (features, starts, casings, allowed) in _pending)
        {
            var kept = new List<int>(features.Length);
            var newStarts = new int[starts.Length];
            for (var t = 0; t < casings.Length; t++)
            {
                for (var i = starts[t]; i < starts[t + 1]; i++)
                {
                    if (_counts[features[i]] < minimum)
                    {
                        continue;
                    }

                    if (!rows.TryGetValue(features[i], out var row))
                    {
                        row = Hashes.Count;
                        rows.Add(features[i], row);
                        Hashes.Add(features[i]);
                        Counts.Add(_counts[features[i]]);
                    }

                    kept.Add(i - starts[t] < FeatureTemplate.IdentityFeatures ? row | TrainingSentence.Identity : row);
                }

                newStarts[t + 1] = kept.Count;
            }

            sentences.Add(new TrainingSentence([.. kept], newStarts, casings, allowed));
        }

        _pending.Clear();
        _counts.Clear();
        return sentences;
    }
}
