using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary>How a model is trained.</summary>
internal sealed record TrainerSettings
{
    /// <summary>Passes over the sentences.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Step size of AdaGrad at the start; it falls linearly to a fifth.</summary>
    public float Rate { get; init; } = 0.2f;

    /// <summary>Share by which a weight shrinks at each of its steps, times the rate.</summary>
    public float Decay { get; init; } = 2e-4f;

    /// <summary>Share of feature occurrences that a sentence leaves out.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Share of tokens that leave out the features that name the word itself.</summary>
    public double WordDropout { get; init; } = 0.1;

    /// <summary>Start of the sums of squares.</summary>
    public float Damping { get; init; } = 1f;

    /// <summary>Over how many of the last passes the weights are averaged.</summary>
    public int Averaged { get; init; } = 3;

    /// <summary>Seed of order and dropout.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>
/// Trains a linear-chain conditional random field by stochastic gradients: AdaGrad (Duchi, Hazan and Singer 2011), feature dropout, weights
/// averaged over the last passes. Where a token's label is known in part only, the paths that it allows are summed (Tsuboi et al. 2008).
/// Deterministic for a seed.
/// </summary>
internal sealed class CrfTrainer
{
    private const int Lanes = TagSet.Lanes;
    private const int TransitionStride = 8;

    private readonly TrainerSettings _settings;
    private readonly float[] _squares;
    private readonly float[] _transitionSquares = new float[TransitionScores.Classes * TransitionScores.Stride];
    private readonly float[] _transitionGradient = new float[TransitionScores.Classes * TransitionScores.Stride];
    private readonly Lattice _lattice = new();
    private readonly List<int> _kept = [];
    private readonly List<int> _keptStarts = [];
    private float[] _gradient = new float[128 * Lanes];
    private ulong _random;

    /// <param name="rows">Number of features.</param>
    /// <param name="settings">How to train.</param>
    public CrfTrainer(int rows, TrainerSettings settings)
    {
        _settings = settings;
        Weights = new float[rows * Lanes];
        _squares = new float[rows * Lanes];
        Array.Fill(_squares, settings.Damping);
        Array.Fill(_transitionSquares, settings.Damping);
        _random = ((ulong)settings.Seed * 0x9E3779B97F4A7C15) | 1;
    }

    /// <summary>Weights: row, label.</summary>
    public float[] Weights { get; private set; }

    /// <summary>Scores of label pairs.</summary>
    public TransitionScores Transitions { get; } = new();

    /// <summary>Runs all passes.</summary>
    /// <param name="sentences">What to learn.</param>
    /// <param name="progress">Told the pass, from 1, the share of it done, and the loss a token so far.</param>
    public void Train(IReadOnlyList<TrainingSentence> sentences, Action<int, double, double> progress)
    {
        var order = Enumerable.Range(0, sentences.Count).ToArray();
        var shuffler = new Random(_settings.Seed);
        float[]? average = null;
        var averageTransitions = new float[Transitions.Log.Length];
        for (var epoch = 1; epoch <= _settings.Epochs; epoch++)
        {
            shuffler.Shuffle(order);
            double loss = 0;
            long tokens = 0;
            for (var i = 0; i < order.Length; i++)
            {
                var done = (epoch - 1 + ((double)i / order.Length)) / _settings.Epochs;
                var rate = _settings.Rate * (float)(1 - (0.8 * done));
                var sentence = sentences[order[i]];
                loss += Step(sentence, rate);
                tokens += sentence.Count;
                if (i % TransitionStride == TransitionStride - 1)
                {
                    StepTransitions(rate);
                }

                if (i % 2000 == 1999)
                {
                    progress(epoch, (double)i / order.Length, loss / tokens);
                }
            }

            progress(epoch, 1, loss / Math.Max(tokens, 1));
            if (epoch > _settings.Epochs - _settings.Averaged)
            {
                average ??= new float[Weights.Length];
                var share = 1f / Math.Min(_settings.Averaged, _settings.Epochs);
                AddScaled(average, Weights, share);
                AddScaled(averageTransitions, Transitions.Log, share);
            }
        }

        if (average is not null)
        {
            Weights = average;
            averageTransitions.CopyTo(Transitions.Log, 0);
            Transitions.Exponentiate();
        }
    }

    /// <summary>The loss of a sentence under the present weights, nothing dropped; the gradient by label score goes to <paramref name="gradient"/>.</summary>
    internal double Loss(TrainingSentence sentence, Span<float> gradient, Span<float> transitionGradient)
    {
        Keep(sentence, 0, 0);
        Score(sentence);
        return Differentiate(sentence, gradient, transitionGradient);
    }

    private double Step(TrainingSentence sentence, float rate)
    {
        if (_gradient.Length < sentence.Count * Lanes)
        {
            _gradient = new float[sentence.Count * Lanes];
        }

        Keep(sentence, _settings.Dropout, _settings.WordDropout);
        Score(sentence);
        var loss = Differentiate(sentence, _gradient, _transitionGradient);
        var kept = CollectionsMarshal.AsSpan(_kept);
        for (var t = 0; t < sentence.Count; t++)
        {
            var gradient = _gradient.AsSpan(t * Lanes, Lanes);
            if (gradient.IndexOfAnyExceptInRange(-1e-3f, 1e-3f) < 0)
            {
                continue;
            }

            for (var i = _keptStarts[t]; i < _keptStarts[t + 1]; i++)
            {
                Update(ref Weights[kept[i] * Lanes], ref _squares[kept[i] * Lanes], gradient, rate);
            }
        }

        return loss;
    }

    /// <summary>Chooses the feature occurrences that take part.</summary>
    private void Keep(TrainingSentence sentence, double dropout, double wordDropout)
    {
        var threshold = (ulong)(dropout * (1ul << 32));
        var wordThreshold = (ulong)(wordDropout * (1ul << 32));
        _kept.Clear();
        _keptStarts.Clear();
        for (var t = 0; t < sentence.Count; t++)
        {
            _keptStarts.Add(_kept.Count);
            var isUnknown = wordThreshold > 0 && Next() < wordThreshold;
            for (var i = sentence.Starts[t]; i < sentence.Starts[t + 1]; i++)
            {
                var row = sentence.Rows[i];
                if ((isUnknown && (row & TrainingSentence.Identity) != 0) || (threshold > 0 && Next() < threshold))
                {
                    continue;
                }

                _kept.Add(row & ~TrainingSentence.Identity);
            }
        }

        _keptStarts.Add(_kept.Count);
    }

    /// <summary>32 random bits (xorshift).</summary>
    private ulong Next()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return _random >> 32;
    }

    private void Score(TrainingSentence sentence)
    {
        _lattice.Reset(sentence.Count);
        sentence.Casings.CopyTo(_lattice.Casings);
        var scores = _lattice.Scores;
        var kept = CollectionsMarshal.AsSpan(_kept);
        for (var t = 0; t < sentence.Count; t++)
        {
            Vector256<float> a = default, b = default, c = default, d = default;
            for (var i = _keptStarts[t]; i < _keptStarts[t + 1]; i++)
            {
                ref var row = ref Weights[kept[i] * Lanes];
                a += Vector256.LoadUnsafe(ref row);
                b += Vector256.LoadUnsafe(ref Unsafe.Add(ref row, 8));
                c += Vector256.LoadUnsafe(ref Unsafe.Add(ref row, 16));
                d += Vector256.LoadUnsafe(ref Unsafe.Add(ref row, 24));
            }

            ref var target = ref scores[t * Lanes];
            a.StoreUnsafe(ref target);
            b.StoreUnsafe(ref Unsafe.Add(ref target, 8));
            c.StoreUnsafe(ref Unsafe.Add(ref target, 16));
            d.StoreUnsafe(ref Unsafe.Add(ref target, 24));
        }
    }

    /// <summary>Negative log-likelihood, its gradient by label scores (written) and by transitions (added).</summary>
    private double Differentiate(TrainingSentence sentence, Span<float> gradient, Span<float> transitionGradient)
    {
        Span<float> marginals = stackalloc float[Lanes];
        var all = _lattice.Sum(Transitions);
        Collect(1, gradient, transitionGradient, marginals, isFirst: true);
        var right = _lattice.Sum(Transitions, sentence.Allowed);
        Collect(-1, gradient, transitionGradient, marginals, isFirst: false);
        return all - right;
    }

    private void Collect(float factor, Span<float> gradient, Span<float> transitionGradient, Span<float> marginals, bool isFirst)
    {
        for (var t = 0; t < _lattice.Count; t++)
        {
            _lattice.Marginals(t, marginals);
            var target = gradient.Slice(t * Lanes, Lanes);
            for (var label = 0; label < Lanes; label++)
            {
                target[label] = (isFirst ? 0 : target[label]) + (factor * marginals[label]);
            }

            if (t > 0)
            {
                _lattice.AddPairs(t, Transitions, factor, transitionGradient.Slice(_lattice.Casings[t] * TransitionScores.Stride, TransitionScores.Stride));
            }
        }
    }

    private void Update(ref float weights, ref float squares, ReadOnlySpan<float> gradient, float rate)
    {
        var step = Vector256.Create(rate);
        var keep = Vector256.Create(1 - (_settings.Decay * rate));
        ref var slope = ref MemoryMarshal.GetReference(gradient);
        for (var block = 0; block < Lanes; block += 8)
        {
            var g = Vector256.LoadUnsafe(ref Unsafe.Add(ref slope, block));
            var s = Vector256.LoadUnsafe(ref Unsafe.Add(ref squares, block)) + (g * g);
            s.StoreUnsafe(ref Unsafe.Add(ref squares, block));
            var w = (Vector256.LoadUnsafe(ref Unsafe.Add(ref weights, block)) * keep) - (step * g / Vector256.Sqrt(s));
            w.StoreUnsafe(ref Unsafe.Add(ref weights, block));
        }
    }

    private void StepTransitions(float rate)
    {
        for (var i = 0; i < _transitionGradient.Length; i++)
        {
            var g = _transitionGradient[i];
            if (g == 0 || Transitions.Log[i] == TransitionScores.Illegal)
            {
                continue;
            }

            _transitionSquares[i] += g * g;
            Transitions.Log[i] -= rate * g / MathF.Sqrt(_transitionSquares[i]);
        }

        Array.Clear(_transitionGradient);
        Transitions.Exponentiate();
    }

    private static void AddScaled(float[] sums, float[] values, float factor)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i] * factor;
        }
    }
}
