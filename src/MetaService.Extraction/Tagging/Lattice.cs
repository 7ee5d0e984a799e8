using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MetaService.Extraction.Tagging;

/// <summary>
/// The linear chain over one sentence: label scores of its tokens, best path (Viterbi) and posteriors (forward-backward, scaled as in
/// Rabiner 1989). A reusable buffer; not thread-safe. Linear in the number of tokens, vectors over the labels.
/// </summary>
internal sealed class Lattice
{
    private const int Lanes = TagSet.Lanes;
    private const int Labels = TagSet.LabelCount;

    /// <summary>Scores further than this below the best of their token count as this far.</summary>
    private const float Deepest = -60;

    private float[] _scores = new float[128 * Lanes];
    private float[] _weights = new float[128 * Lanes];
    private float[] _alpha = new float[128 * Lanes];
    private float[] _beta = new float[128 * Lanes];
    private float[] _scale = new float[128];
    private byte[] _casings = new byte[128];
    private int[] _path = new int[128];

    /// <summary>Number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Label scores, <see cref="TagSet.Lanes"/> a token; to be filled after <see cref="Reset"/>.</summary>
    public Span<float> Scores => _scores.AsSpan(0, Count * Lanes);

    /// <summary>The transition class of each token; to be filled after <see cref="Reset"/>.</summary>
    public Span<byte> Casings => _casings.AsSpan(0, Count);

    /// <summary>The path found by <see cref="Decode"/>.</summary>
    public ReadOnlySpan<int> Path => _path.AsSpan(0, Count);

    /// <summary>Makes room for a sentence of <paramref name="count"/> tokens and clears its scores.</summary>
    public void Reset(int count)
    {
        Count = count;
        if (_casings.Length < count)
        {
            var size = count + 64;
            _scores = new float[size * Lanes];
            _weights = new float[size * Lanes];
            _alpha = new float[size * Lanes];
            _beta = new float[size * Lanes];
            _scale = new float[size];
            _casings = new byte[size];
            _path = new int[size];
        }

        Scores.Clear();
    }

    /// <summary>Finds the best legal path.</summary>
    /// <returns>Whether it holds a label other than <see cref="TagSet.Outside"/>.</returns>
    public bool Decode(TransitionScores transitions)
    {
        if (Count == 0)
        {
            return false;
        }

        // _alpha serves as the table of best scores; forward-backward overwrites it.
        for (var label = 0; label < Lanes; label++)
        {
            _alpha[label] = label < Labels && !TagSet.IsInside(label) ? _scores[label] : TransitionScores.Illegal * 2;
        }

        ref var log = ref MemoryMarshal.GetArrayDataReference(transitions.Log);
        for (var t = 1; t < Count; t++)
        {
            Step(ref Unsafe.Add(ref log, _casings[t] * TransitionScores.Stride), t);
        }

        var best = 0;
        var last = (Count - 1) * Lanes;
        for (var label = 1; label < Labels; label++)
        {
            if (_alpha[last + label] > _alpha[last + best])
            {
                best = label;
            }
        }

        var isNamed = false;
        for (var t = Count - 1; t >= 0; t--)
        {
            _path[t] = best;
            isNamed |= best != TagSet.Outside;
            best = t > 0 ? BestBefore(transitions, t, best) : best;
        }

        return isNamed;
    }

    private void Step(ref float transitions, int t)
    {
        ref var from = ref _alpha[(t - 1) * Lanes];
        var a = Vector256.Create(float.MinValue);
        Vector256<float> b = a, c = a, d = a;
        for (var previous = 0; previous < Labels; previous++)
        {
            var score = Vector256.Create(Unsafe.Add(ref from, previous));
            ref var line = ref Unsafe.Add(ref transitions, previous * Lanes);
            a = Vector256.MaxNative(a, score + Vector256.LoadUnsafe(ref line));
            b = Vector256.MaxNative(b, score + Vector256.LoadUnsafe(ref Unsafe.Add(ref line, 8)));
            c = Vector256.MaxNative(c, score + Vector256.LoadUnsafe(ref Unsafe.Add(ref line, 16)));
            d = Vector256.MaxNative(d, score + Vector256.LoadUnsafe(ref Unsafe.Add(ref line, 24)));
        }

        ref var scores = ref _scores[t * Lanes];
        ref var target = ref _alpha[t * Lanes];
        (a + Vector256.LoadUnsafe(ref scores)).StoreUnsafe(ref target);
        (b + Vector256.LoadUnsafe(ref Unsafe.Add(ref scores, 8))).StoreUnsafe(ref Unsafe.Add(ref target, 8));
        (c + Vector256.LoadUnsafe(ref Unsafe.Add(ref scores, 16))).StoreUnsafe(ref Unsafe.Add(ref target, 16));
        (d + Vector256.LoadUnsafe(ref Unsafe.Add(ref scores, 24))).StoreUnsafe(ref Unsafe.Add(ref target, 24));
    }

    /// <summary>The label before <paramref name="label"/> of token <paramref name="t"/> on the best path that ends there: the argument of the maximum, found again.</summary>
    private int BestBefore(TransitionScores transitions, int t, int label)
    {
        ref var from = ref _alpha[(t - 1) * Lanes];
        ref var column = ref transitions.LogByLabel[TransitionScores.Index(_casings[t], label, 0)];
        var a = Vector256.LoadUnsafe(ref from) + Vector256.LoadUnsafe(ref column);
        var b = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 8)) + Vector256.LoadUnsafe(ref Unsafe.Add(ref column, 8));
        var c = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 16)) + Vector256.LoadUnsafe(ref Unsafe.Add(ref column, 16));
        var d = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 24)) + Vector256.LoadUnsafe(ref Unsafe.Add(ref column, 24));
        var best = Vector256.Create(Largest(a, b, c, d));
        var equal = Vector256.Equals(a, best).ExtractMostSignificantBits()
            | (Vector256.Equals(b, best).ExtractMostSignificantBits() << 8)
            | (Vector256.Equals(c, best).ExtractMostSignificantBits() << 16)
            | (Vector256.Equals(d, best).ExtractMostSignificantBits() << 24);

        // Only a score that is no number leaves no bit.
        return BitOperations.TrailingZeroCount(equal) % Lanes;
    }

    /// <summary>Runs forward and backward sums.</summary>
    /// <param name="transitions">Scores of label pairs.</param>
    /// <param name="allowed">One bit a label and token: the paths that count; empty for all. Each token allows at least one, legally.</param>
    /// <returns>Log of the sum over all allowed paths.</returns>
    public double Sum(TransitionScores transitions, ReadOnlySpan<uint> allowed = default)
    {
        if (Count == 0)
        {
            return 0;
        }

        var total = Exponentiate(allowed);
        for (var label = 0; label < Lanes; label++)
        {
            _alpha[label] = TagSet.IsInside(label) ? 0 : _weights[label];
        }

        total += Math.Log(Normalise(0));
        ref var forward = ref MemoryMarshal.GetArrayDataReference(transitions.Forward);
        for (var t = 1; t < Count; t++)
        {
            var into = t * Lanes;
            Multiply(ref _alpha[into - Lanes], ref Unsafe.Add(ref forward, _casings[t] * TransitionScores.Stride), ref _alpha[into]);
            for (var block = 0; block < Lanes; block += 8)
            {
                (Vector256.LoadUnsafe(ref _alpha[into + block]) * Vector256.LoadUnsafe(ref _weights[into + block])).StoreUnsafe(ref _alpha[into + block]);
            }

            total += Math.Log(Normalise(t));
        }

        SumBackward(transitions);
        return total;
    }

    private void SumBackward(TransitionScores transitions)
    {
        var last = (Count - 1) * Lanes;
        for (var label = 0; label < Lanes; label++)
        {
            _beta[last + label] = label < Labels ? 1 : 0;
        }

        Span<float> ahead = stackalloc float[Lanes];
        ref var backward = ref MemoryMarshal.GetArrayDataReference(transitions.Backward);
        for (var t = Count - 1; t > 0; t--)
        {
            Ahead(t, ahead);
            Multiply(ref ahead[0], ref Unsafe.Add(ref backward, _casings[t] * TransitionScores.Stride), ref _beta[(t - 1) * Lanes]);
        }
    }

    /// <summary>Weight times backward sum of a token, scaled.</summary>
    private void Ahead(int t, Span<float> ahead)
    {
        var at = t * Lanes;
        var scale = Vector256.Create(1 / _scale[t]);
        for (var block = 0; block < Lanes; block += 8)
        {
            (Vector256.LoadUnsafe(ref _weights[at + block]) * Vector256.LoadUnsafe(ref _beta[at + block]) * scale).StoreUnsafe(ref ahead[block]);
        }
    }

    /// <summary>After <see cref="Sum"/>: the posterior of each label of a token.</summary>
    public void Marginals(int t, Span<float> marginals)
    {
        for (var block = 0; block < Lanes; block += 8)
        {
            var at = (t * Lanes) + block;
            (Vector256.LoadUnsafe(ref _alpha[at]) * Vector256.LoadUnsafe(ref _beta[at])).StoreUnsafe(ref marginals[block]);
        }
    }

    /// <summary>After <see cref="Sum"/>: the posterior of each label pair of tokens t - 1 and t, added to <paramref name="sums"/> (previous label, label).</summary>
    public void AddPairs(int t, TransitionScores transitions, float factor, Span<float> sums)
    {
        Span<float> ahead = stackalloc float[Lanes];
        Ahead(t, ahead);
        ref var forward = ref transitions.Forward[_casings[t] * TransitionScores.Stride];
        for (var previous = 0; previous < Labels; previous++)
        {
            var from = Vector256.Create(_alpha[((t - 1) * Lanes) + previous] * factor);
            for (var block = 0; block < Lanes; block += 8)
            {
                ref var sum = ref sums[(previous * Lanes) + block];
                (Vector256.LoadUnsafe(ref sum)
                    + (from * Vector256.LoadUnsafe(ref Unsafe.Add(ref forward, (previous * Lanes) + block)) * Vector256.LoadUnsafe(ref ahead[block]))).StoreUnsafe(ref sum);
            }
        }
    }

    /// <summary>After <see cref="Sum"/>: the posterior of a name of this tag over exactly these tokens.</summary>
    public float SpanPosterior(int first, int count, EntityTag tag, TransitionScores transitions)
    {
        var label = TagSet.Begin(tag);
        var inside = TagSet.Inside(tag);
        var value = _alpha[(first * Lanes) + label];
        for (var t = first + 1; t < first + count; t++)
        {
            value *= transitions.Forward[TransitionScores.Index(_casings[t], label, inside)] * _weights[(t * Lanes) + inside] / _scale[t];
            label = inside;
        }

        var next = first + count;
        if (next == Count)
        {
            return Math.Clamp(value, 0, 1);
        }

        Span<float> ahead = stackalloc float[Lanes];
        Ahead(next, ahead);
        float rest = 0;
        for (var other = 0; other < Labels; other++)
        {
            if (other != inside)
            {
                rest += transitions.Forward[TransitionScores.Index(_casings[next], label, other)] * ahead[other];
            }
        }

        return Math.Clamp(value * rest, 0, 1);
    }

    /// <summary>Exponentials of the scores, each token's best as 1; the sum of the logs taken out.</summary>
    private double Exponentiate(ReadOnlySpan<uint> allowed)
    {
        double total = 0;
        for (var t = 0; t < Count; t++)
        {
            ref var scores = ref _scores[t * Lanes];
            ref var weights = ref _weights[t * Lanes];
            var mask = (allowed.IsEmpty ? uint.MaxValue : allowed[t]) & ((1u << Labels) - 1);
            var isA = Bits(mask);
            var isB = Bits(mask >> 8);
            var isC = Bits(mask >> 16);
            var isD = Bits(mask >> 24);
            var least = Vector256.Create(TransitionScores.Illegal);
            var a = Vector256.ConditionalSelect(isA, Vector256.LoadUnsafe(ref scores), least);
            var b = Vector256.ConditionalSelect(isB, Vector256.LoadUnsafe(ref Unsafe.Add(ref scores, 8)), least);
            var c = Vector256.ConditionalSelect(isC, Vector256.LoadUnsafe(ref Unsafe.Add(ref scores, 16)), least);
            var d = Vector256.ConditionalSelect(isD, Vector256.LoadUnsafe(ref Unsafe.Add(ref scores, 24)), least);
            var most = Largest(a, b, c, d);
            total += most;
            var shift = Vector256.Create(most);
            (Vector256.Exp(Vector256.MaxNative(a - shift, Vector256.Create(Deepest))) & isA).StoreUnsafe(ref weights);
            (Vector256.Exp(Vector256.MaxNative(b - shift, Vector256.Create(Deepest))) & isB).StoreUnsafe(ref Unsafe.Add(ref weights, 8));
            (Vector256.Exp(Vector256.MaxNative(c - shift, Vector256.Create(Deepest))) & isC).StoreUnsafe(ref Unsafe.Add(ref weights, 16));
            (Vector256.Exp(Vector256.MaxNative(d - shift, Vector256.Create(Deepest))) & isD).StoreUnsafe(ref Unsafe.Add(ref weights, 24));
        }

        return total;
    }

    /// <summary>The lowest eight bits as lanes that are all ones or all zeros.</summary>
    private static Vector256<float> Bits(uint mask)
    {
        var lane = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.Equals(Vector256.Create((int)mask) & lane, lane).AsSingle();
    }

    private static float Largest(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var most = Vector256.MaxNative(Vector256.MaxNative(a, b), Vector256.MaxNative(c, d));
        var half = Vector128.MaxNative(most.GetLower(), most.GetUpper());
        return MathF.Max(MathF.Max(half[0], half[1]), MathF.Max(half[2], half[3]));
    }

    private float Normalise(int t)
    {
        var at = t * Lanes;
        var sum = Vector256<float>.Zero;
        for (var block = 0; block < Lanes; block += 8)
        {
            sum += Vector256.LoadUnsafe(ref _alpha[at + block]);
        }

        var scale = MathF.Max(Vector256.Sum(sum), float.Epsilon * 1e8f);
        var factor = Vector256.Create(1 / scale);
        for (var block = 0; block < Lanes; block += 8)
        {
            (Vector256.LoadUnsafe(ref _alpha[at + block]) * factor).StoreUnsafe(ref _alpha[at + block]);
        }

        return _scale[t] = scale;
    }

    /// <summary>Row vector times matrix.</summary>
    private static void Multiply(ref float row, ref float matrix, ref float result)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (var i = 0; i < Labels; i++)
        {
            var x = Vector256.Create(Unsafe.Add(ref row, i));
            ref var line = ref Unsafe.Add(ref matrix, i * Lanes);
            a += x * Vector256.LoadUnsafe(ref line);
            b += x * Vector256.LoadUnsafe(ref Unsafe.Add(ref line, 8));
            c += x * Vector256.LoadUnsafe(ref Unsafe.Add(ref line, 16));
            d += x * Vector256.LoadUnsafe(ref Unsafe.Add(ref line, 24));
        }

        a.StoreUnsafe(ref result);
        b.StoreUnsafe(ref Unsafe.Add(ref result, 8));
        c.StoreUnsafe(ref Unsafe.Add(ref result, 16));
        d.StoreUnsafe(ref Unsafe.Add(ref result, 24));
    }
}
