namespace MetaService.Extraction.Text;

/// <summary>
/// Finds the likeliest words in a run of letters that may have lost blanks: the shortest path through a lattice of words whose
/// costs are negative logarithms of their probability by Zipf's law (Viterbi). Time is linear in the run's length, since no
/// word is longer than <see cref="WordList.MaxLength"/>.
/// </summary>
/// <remarks>Not thread-safe: one instance a text; its buffers are reused.</remarks>
internal sealed class WordLattice
{
    /// <summary>The logarithm of the normaliser of Zipf's law for some 200,000 words.</summary>
    private const float ZipfNorm = 2.56f;

    /// <summary>An unknown word costs a start, its letters by the letter model (softened, since names follow other models), and more for each letter behind the ninth.</summary>
    private const float UnknownStart = 5.7f, UnknownName = 2.7f, LetterWeight = 0.87f, LongWord = 0.6f;

    private const int UsualLength = 9;

    /// <summary>Cost of capitals within a word (<c>ofDefense</c>), where no list knows the word; smaller where the list knows it.</summary>
    private const float MixedCase = 6f, MixedCaseKnown = 2f;

    /// <summary>A rank, as sixteenths of its logarithm, behind which a short "word" is mostly an abbreviation or a scrap.</summary>
    private const byte RareScrap = 144; // rank 8,100

    private float[] _cost = new float[64];
    private int[] _from = new int[64];
    private readonly List<int> _boundaries = [];

    /// <summary>Where the last run was split: offsets in the run, in order.</summary>
    public IReadOnlyList<int> Boundaries => _boundaries;

    /// <summary>Cost of the run taken as one word, as of the last call.</summary>
    public float WholeCost { get; private set; }

    /// <summary>Cost of the best path, as of the last call; equal to <see cref="WholeCost"/> where nothing was split.</summary>
    public float BestCost { get; private set; }

    /// <summary>Splits a run of letters.</summary>
    /// <param name="run">Letters only.</param>
    /// <param name="blankCost">Cost of a lost blank, in nats.</param>
    /// <param name="expectedCost">Cost of the one lost blank that is expected in this run; equal to <paramref name="blankCost"/> where none is.</param>
    /// <param name="expectedBefore">The expected blank stands at or before this offset.</param>
    /// <param name="suffix">Whether the run follows an apostrophe, so that it may begin with <c>s</c>, <c>re</c>, <c>ll</c> ...</param>
    public void Split(ReadOnlySpan<char> run, float blankCost, float expectedCost, int expectedBefore, bool suffix)
    {
        var n = run.Length;
        _boundaries.Clear();
        WholeCost = WordCost(run, suffix);
        var states = (n + 1) * 2;
        if (_cost.Length < states)
        {
            _cost = new float[Math.Max(states, _cost.Length * 2)];
            _from = new int[_cost.Length];
        }

        var cost = _cost.AsSpan(0, states);
        var from = _from.AsSpan(0, states);
        cost.Fill(float.PositiveInfinity);
        cost[0] = 0;
        for (var i = 0; i < n; i++)
        {
            if (float.IsPositiveInfinity(cost[2 * i]) && float.IsPositiveInfinity(cost[(2 * i) + 1]))
            {
                continue;
            }

            Extend(run, i, blankCost, i <= expectedBefore ? expectedCost : blankCost, suffix && i == 0, cost, from);
        }

        // A run longer than the longest word can still be one unknown word.
        var end = cost[2 * n] <= cost[(2 * n) + 1] ? 2 * n : (2 * n) + 1;
        BestCost = cost[end];
        if (BestCost >= WholeCost)
        {
            BestCost = WholeCost;
            return;
        }

        for (var state = from[end]; state > 1; state = from[state])
        {
            _boundaries.Add(state >> 1);
        }

        _boundaries.Reverse();
    }

    /// <summary>Cost of a single word as it stands.</summary>
    public static float WordCost(ReadOnlySpan<char> word, bool suffix = false)
    {
        if (suffix && IsSuffix(word))
        {
            return 0.5f;
        }

        var shape = new Shape();
        var hash = WordList.HashStart;
        foreach (var c in word)
        {
            shape.Add(c);
            hash = WordList.HashNext(hash, c);
        }

        return Cost(hash, shape, word);
    }

    private static void Extend(ReadOnlySpan<char> run, int i, float blankCost, float expectedCost, bool suffix, Span<float> cost, Span<int> from)
    {
        var shape = new Shape();
        var hash = WordList.HashStart;
        var blank = i == 0 ? 0 : blankCost;
        var limit = Math.Min(run.Length, i + WordList.MaxLength);
        for (var j = i + 1; j <= limit; j++)
        {
            shape.Add(run[j - 1]);
            hash = WordList.HashNext(hash, run[j - 1]);
            if (j < run.Length && !MayBreak(run, j, i))
            {
                continue;
            }

            var word = run[i..j];
            var wordCost = suffix && IsSuffix(word) ? 0.5f : Cost(hash, shape, word);
            Relax(cost, from, 2 * i, 2 * j, wordCost + blank);
            Relax(cost, from, (2 * i) + 1, (2 * j) + 1, wordCost + blank);
            if (i > 0 && expectedCost < blankCost)
            {
                Relax(cost, from, 2 * i, (2 * j) + 1, wordCost + expectedCost);
            }
        }
    }

    /// <summary>Whether a word that starts at <paramref name="start"/> may end before <paramref name="at"/>: not between a capital and a small letter, but for "A", "I" and acronyms.</summary>
    private static bool MayBreak(ReadOnlySpan<char> run, int at, int start)
    {
        if (TextFolding.IsDropped(run[at]))
        {
            return false;
        }

        if (!char.IsUpper(run[at - 1]) || char.IsUpper(run[at]))
        {
            return true;
        }

        return at - start >= 2 || run[at - 1] is 'A' or 'I';
    }

    private static void Relax(Span<float> cost, Span<int> from, int source, int target, float added)
    {
        var sum = cost[source] + added;
        if (sum < cost[target])
        {
            cost[target] = sum;
            from[target] = source;
        }
    }

    private static float Cost(ulong hash, in Shape shape, ReadOnlySpan<char> word)
    {
        if (word.Length == 1)
        {
            return word[0] switch { 'a' or 'A' => 4.3f, 'I' => 6.5f, _ => 16f };
        }

        var known = WordList.Find(hash, out var logRank, out var kinds) && word.Length <= WordList.MaxLength;
        var plain = shape.IsPlain;
        if (!known)
        {
            return (shape.StartsUpper ? UnknownName : UnknownStart) + (LetterWeight * shape.LettersCost)
                + (LongWord * Math.Max(0, word.Length - UsualLength)) + (plain ? 0 : MixedCase);
        }

        var cost = ZipfNorm + (logRank * (float)WordList.LogUnit);
        if (word.Length <= 3 && logRank > (word.Length == 2 ? 100 : RareScrap))
        {
            cost += 3;
        }

        if (!plain)
        {
            cost += (kinds & WordKinds.Common) != 0 ? MixedCaseKnown : MixedCase;
        }

        return cost;
    }

    private static bool IsSuffix(ReadOnlySpan<char> word) => word is "s" or "t" or "re" or "ve" or "ll" or "d" or "m";

    /// <summary>What the capitals of a word look like, built letter by letter.</summary>
    private struct Shape
    {
        private int _length;
        private int _upper;
        private int _changes;
        private int _changeAt;
        private int _pair;
        private float _letters;
        private bool _lastLower;
        private char _last;
        private char _second;
        private char _first;

        public bool StartsUpper { get; private set; }

        public readonly float LettersCost => _letters + WordList.LetterCost(_pair, 0);

        public void Add(char c)
        {
            var upper = char.IsUpper(c);
            if (_length == 0)
            {
                StartsUpper = upper;
                _first = c;
            }
            else if (_length == 1)
            {
                _second = c;
            }

            if (upper)
            {
                _upper++;
                if (_length > 0 && _lastLower)
                {
                    _changes++;
                    _changeAt = _length;
                }
            }

            var symbol = WordList.Symbol(c);
            _letters += WordList.LetterCost(_pair, symbol);
            _pair = WordList.NextPair(_pair, symbol);
            _lastLower = !upper;
            _last = c;
            _length++;
        }

        /// <summary>All small, a leading capital, all capitals, capitals with a plural s, or a name with Mc, Mac, De, La, al ... in front.</summary>
        public readonly bool IsPlain =>
            _upper == 0
            || (_upper == 1 && StartsUpper)
            || _upper == _length
            || (_upper == _length - 1 && _length > 2 && _last == 's')
            || (_changes == 1 && _upper == (StartsUpper ? 2 : 1) && IsNamePrefix);

        private readonly bool IsNamePrefix =>
            (_changeAt == 2 && ((_first, _second) is ('M', 'c') or ('D', 'e') or ('D', 'i') or ('D', 'u') or ('L', 'a') or ('L', 'e') or ('a', 'l') or ('e', 'l')))
            || (_changeAt == 3 && (_first, _second) is ('M', 'a'));
    }
}
