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

    /// <summary>
    /// An unknown word costs a start, its letters by the letter model (softened, since names follow other models), and more for
    /// each letter behind the ninth.
    /// </summary>
    private const float UnknownStart = 5.7f, UnknownName = 2.7f, LetterWeight = 0.87f, LongWord = 0.6f;

    private const int UsualLength = 9;

    /// <summary>Cost of capitals within a word (<c>ofDefense</c>), where no list knows the word; smaller where the list knows it.</summary>
    private const float MixedCase = 6f, MixedCaseKnown = 4f;

    /// <summary>Ranks, as sixteenths of the logarithm, behind which words of two and three letters are mostly scraps, and what they then cost.</summary>
    private const byte RareTwo = 100, RareThree = 144;

    private const float Scrap = 3f;

    /// <summary>What a rare word that is known as a name costs where it is written small: <c>Severo|donetsk</c>.</summary>
    private const float SmallName = 4f;

    private const byte RareName = 150; // rank 12,000

    /// <summary>A word behind an apostrophe that is no suffix: <c>world’soil</c> is rather <c>world’s oil</c>.</summary>
    private const float BehindApostrophe = 4f;

    /// <summary>A stretch of capitals is not split before its fourth letter.</summary>
    private const int MinCapitals = 4;

    /// <summary>In a run of more than so many letters, which is no name or code, only words up to <see cref="LongRunWord"/> letters are looked for.</summary>
    private const int LongRun = 2000;

    /// <summary>Letters of the longest word in a long run: a bound on the work that an adversary's megabyte of letters can cause.</summary>
    private const int LongRunWord = 14;

    private float[] _cost = [];
    private int[] _from = [];
    private Letter[] _letters = [];
    private readonly List<int> _boundaries = [];
    private bool _filtered;
    private bool _elided;

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
    /// <param name="elided">Whether an apostrophe follows, so that it may end with <c>O</c>, <c>D</c>, <c>L</c>.</param>
    public void Split(ReadOnlySpan<char> run, float blankCost, float expectedCost, int expectedBefore, bool suffix = false, bool elided = false)
    {
        var n = run.Length;
        _boundaries.Clear();
        _elided = elided;
        WholeCost = WordCost(run, suffix);
        var states = (n + 1) * 2;
        if (_cost.Length < states)
        {
            _cost = new float[Math.Max(states, 128)];
            _from = new int[_cost.Length];
        }

        var cost = _cost.AsSpan(0, states);
        var from = _from.AsSpan(0, states);
        cost.Fill(float.PositiveInfinity);
        cost[0] = 0;
        for (var i = 0; i < n; i++)
        {
            // A path that cannot become cheaper than the whole word is not followed; infinite costs end here, too.
            var least = Math.Min(cost[2 * i], cost[(2 * i) + 1]) + (i == 0 ? 0 : Math.Min(blankCost, expectedCost)) + ZipfNorm;
            if (least < WholeCost)
            {
                Extend(run, i, blankCost, i <= expectedBefore ? expectedCost : blankCost, suffix && i == 0, cost, from);
            }
        }

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

    /// <summary>Cost of a single word as it stands, in nats.</summary>
    /// <param name="word">Letters only.</param>
    /// <param name="suffix">Whether it stands behind an apostrophe.</param>
    public float WordCost(ReadOnlySpan<char> word, bool suffix = false)
    {
        Prepare(word);
        if (suffix && IsSuffix(word))
        {
            return 0.5f;
        }

        var hash = WordList.HashStart;
        foreach (var c in word)
        {
            hash = WordList.HashNext(hash, c);
        }

        return Cost(word, 0, word.Length, hash, mayBeListed: word.Length <= WordList.MaxLength) + (suffix ? BehindApostrophe : 0);
    }

    /// <summary>Running sums over a run, so that any part of it is judged without looking at its letters again.</summary>
    private void Prepare(ReadOnlySpan<char> run)
    {
        if (_letters.Length <= run.Length)
        {
            _letters = new Letter[Math.Max(run.Length + 1, 64)];
        }

        var costs = WordList.LetterCosts;
        var pair = 0;
        var sum = new Letter();
        _filtered = true;
        for (var i = 0; i < run.Length; i++)
        {
            var c = run[i];
            var folded = TextFolding.Table[c];
            _filtered &= folded is not ('\0' or TextFolding.Several);
            var symbol = folded is >= 'a' and <= 'z' ? folded - 'a' + 1 : WordList.Symbols - 1;
            sum.Folded = folded;
            sum.Symbol = (byte)symbol;
            sum.IsUpper = c < '\u0080' ? char.IsAsciiLetterUpper(c) : char.IsUpper(c);
            _letters[i] = sum;
            sum.Letters += costs[(pair * WordList.Symbols) + symbol];
            pair = WordList.NextPair(pair, symbol);
            sum.Upper += sum.IsUpper ? 1 : 0;
            sum.Rises += sum.IsUpper && i > 0 && !_letters[i - 1].IsUpper ? 1 : 0;
        }

        sum.Folded = '\0';
        _letters[run.Length] = sum;
    }

    private void Extend(ReadOnlySpan<char> run, int i, float blankCost, float expectedCost, bool suffix, Span<float> cost, Span<int> from)
    {
        var letters = _letters.AsSpan(0, run.Length + 1);
        var hash = WordList.HashStart;
        var blank = i == 0 ? 0 : blankCost;
        var listed = true;
        var (plain, used) = (cost[2 * i], cost[(2 * i) + 1]);
        var limit = Math.Min(run.Length, i + (run.Length > LongRun ? LongRunWord : WordList.MaxLength));
        for (var j = i + 1; j <= limit; j++)
        {
            if (listed)
            {
                var folded = letters[j - 1].Folded;
                hash = folded == TextFolding.Several ? WordList.HashNext(hash, run[j - 1]) : WordList.HashFolded(hash, folded);
                if (_filtered && j - i is WordList.ShortPrefix or WordList.LongPrefix)
                {
                    listed = WordList.MayContinue(hash);
                }
            }

            if (j < run.Length && !MayBreak(run, letters, j, i))
            {
                continue;
            }

            var wordCost = !suffix ? Cost(run, i, j, hash, listed) : IsSuffix(run[i..j]) ? 0.5f : Cost(run, i, j, hash, listed) + BehindApostrophe;
            Relax(cost, from, plain + wordCost + blank, 2 * i, 2 * j);
            Relax(cost, from, used + wordCost + blank, (2 * i) + 1, (2 * j) + 1);
            if (i > 0 && expectedCost < blankCost)
            {
                Relax(cost, from, plain + wordCost + expectedCost, 2 * i, (2 * j) + 1);
            }
        }
    }

    /// <summary>
    /// Whether a word that starts at <paramref name="start"/> may end before <paramref name="at"/>: not between a capital and a small
    /// letter, but for "A", "I" and acronyms; not before a mark on a letter.
    /// </summary>
    private static bool MayBreak(ReadOnlySpan<char> run, ReadOnlySpan<Letter> letters, int at, int start)
    {
        if (letters[at].Folded == 0)
        {
            return false;
        }

        if (!letters[at - 1].IsUpper)
        {
            return true;
        }

        // Capitals among capitals: an acronym, unless it is a headline's word.
        if (letters[at].IsUpper && (at + 1 == run.Length || letters[at + 1].IsUpper || run[at + 1] == 's' && at + 2 == run.Length))
        {
            return at - start >= MinCapitals;
        }

        return letters[at].IsUpper || at - start >= 2 || run[at - 1] is 'A' or 'I';
    }

    private static void Relax(Span<float> cost, Span<int> from, float sum, int source, int target)
    {
        if (sum < cost[target])
        {
            cost[target] = sum;
            from[target] = source;
        }
    }

    private float Cost(ReadOnlySpan<char> run, int start, int end, ulong hash, bool mayBeListed)
    {
        var length = end - start;
        if (length == 1)
        {
            return run[start] switch
            {
                'a' or 'A' => 4.3f,
                'I' => 5.2f,
                'O' or 'D' or 'L' when _elided && end == run.Length => 7f,
                _ => 16f,
            };
        }

        if (!mayBeListed || !WordList.Find(hash, out var logRank, out var kinds))
        {
            return (_letters[start].IsUpper ? UnknownName : UnknownStart) + (LetterWeight * LettersCost(start, end))
                + (LongWord * Math.Max(0, length - UsualLength)) + (IsPlain(run, start, end) ? 0 : MixedCase);
        }

        var cost = ZipfNorm + (logRank * (float)WordList.LogUnit);
        var isName = (kinds & (WordKinds.Person | WordKinds.Place)) != 0;
        var isCapital = _letters[start].IsUpper;
        if ((length == 2 && logRank > RareTwo) || (length == 3 && logRank > RareThree && !(isName && isCapital)))
        {
            cost += Scrap;
        }

        if (logRank > RareName && isName && !isCapital)
        {
            cost += SmallName;
        }

        return IsPlain(run, start, end) || (kinds & WordKinds.MixedCase) != 0 ? cost : cost + ((kinds & WordKinds.Common) != 0 ? MixedCaseKnown : MixedCase);
    }

    /// <summary>Cost of the letters of a word of at least two, in nats.</summary>
    private float LettersCost(int start, int end)
    {
        var costs = WordList.LetterCosts;
        int first = _letters[start].Symbol, second = _letters[start + 1].Symbol;
        var sum = costs[first] + costs[(first * WordList.Symbols) + second] + _letters[end].Letters - _letters[start + 2].Letters;
        var last = (_letters[end - 2].Symbol * WordList.Symbols) + _letters[end - 1].Symbol;
        return (sum + costs[last * WordList.Symbols]) * (float)WordList.LogUnit;
    }

    /// <summary>All small, a leading capital, all capitals, capitals with a plural s, or a name with Mc, Mac, De, La, al ... in front.</summary>
    private bool IsPlain(ReadOnlySpan<char> run, int start, int end)
    {
        var upper = _letters[end].Upper - _letters[start].Upper;
        var first = _letters[start].IsUpper;
        var length = end - start;
        if (upper == 0 || (upper == 1 && first) || upper == length || (upper == length - 1 && length > 2 && run[end - 1] == 's'))
        {
            return true;
        }

        var rises = _letters[end].Rises - _letters[start + 1].Rises;
        if (rises != 1 || upper != (first ? 2 : 1))
        {
            return false;
        }

        return (length > 3 && _letters[start + 2].IsUpper
                && (run[start], run[start + 1]) is ('M', 'c') or ('D', 'e') or ('D', 'i') or ('D', 'u') or ('L', 'a') or ('L', 'e') or ('a', 'l') or ('e', 'l'))
            || (length > 4 && _letters[start + 3].IsUpper && (run[start], run[start + 1]) is ('M', 'a'));
    }

    private static bool IsSuffix(ReadOnlySpan<char> word) => word is "s" or "t" or "re" or "ve" or "ll" or "d" or "m";

    /// <summary>One letter of a run, and sums over all letters before it.</summary>
    private struct Letter
    {
        public char Folded;
        public byte Symbol;
        public bool IsUpper;
        public int Letters;
        public int Upper;
        public int Rises;
    }
}
