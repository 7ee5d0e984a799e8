using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MetaService.Extraction.Resources;

namespace MetaService.Extraction.Text;

/// <summary>What a word is known as besides an ordinary word; flags combine.</summary>
[Flags]
public enum WordKinds
{
    /// <summary>Only known from running text.</summary>
    None = 0,

    /// <summary>Occurs in the frequency list of running text (and not only in a list of names).</summary>
    Common = 1,

    /// <summary>Part of a person's name.</summary>
    Person = 2,

    /// <summary>Part of a populated place's name.</summary>
    Place = 4,

    /// <summary>Properly written with a capital inside: <c>YouTube</c>, <c>PUKmedia</c>.</summary>
    MixedCase = 8,
}

/// <summary>
/// English words and names of the world by frequency, read in place from <c>Data/words.bin</c> without load work.
/// </summary>
/// <remarks>
/// The file is an open-addressing hash table of 32-bit slots (20 bits fingerprint, 4 bits kinds, 8 bits quantised logarithm of the
/// rank); the folded word itself is not stored. A word that is not in the list is taken for a listed one about once in 10^6 look-ups.
/// Words are looked up by their folded form (<see cref="TextFolding"/>), so case and diacritics do not matter.
/// Behind the slots stands a table of letter trigrams, learned from the listed words, that tells how word-like an unknown word is,
/// and a Bloom filter of the words' prefixes, which ends a search early.
/// </remarks>
public static class WordList
{
    /// <summary>The longest word in the list, in UTF-16 code units.</summary>
    public const int MaxLength = 24;

    internal const uint Magic = 0x3357534D; // "MSW3"
    internal const int HeaderLength = 16;
    internal const double LogUnit = 1.0 / 16;

    /// <summary>Words up to this rank teach nothing about unknown ones.</summary>
    private const int MostFrequentRank = 10_000;

    /// <summary>Logarithm of the size of the filter of prefixes, in bits.</summary>
    private const int PrefixBits = 21;

    private const int KindShift = 8;
    private const int FingerprintShift = 12;

    /// <summary>The rank of a word by frequency, 1 for the most frequent ("the"), exact to about 3 %; -1 where the word is not in the list.</summary>
    /// <param name="word">A single word, any case; longer words than <see cref="MaxLength"/> are in no list.</param>
    public static int Rank(ReadOnlySpan<char> word) => Find(word, out var logRank, out _) ? (int)Math.Round(Math.Exp(logRank * LogUnit)) : -1;

    /// <summary>What the word is known as; <see cref="WordKinds.None"/> where it is not in the list.</summary>
    public static WordKinds Kinds(ReadOnlySpan<char> word)
    {
        Find(word, out _, out var kinds);
        return kinds;
    }

    /// <summary>Looks a word up.</summary>
    /// <param name="word">A single word, any case.</param>
    /// <param name="logRank">Natural logarithm of the rank in sixteenths.</param>
    /// <param name="kinds">What the word is known as.</param>
    internal static bool Find(ReadOnlySpan<char> word, out byte logRank, out WordKinds kinds)
    {
        logRank = 0;
        kinds = WordKinds.None;
        if (word.Length > MaxLength)
        {
            return false;
        }

        var hash = HashStart;
        foreach (var c in word)
        {
            hash = HashNext(hash, c);
        }

        return Find(hash, out logRank, out kinds);
    }

    /// <summary>Seed of the running hash over folded characters.</summary>
    internal const ulong HashStart = 14695981039346656037;

    /// <summary>Extends a running hash by a character (FNV-1a over the folded form).</summary>
    internal static ulong HashNext(ulong hash, char c)
    {
        var folded = TextFolding.Table[c];
        if (folded != TextFolding.Several)
        {
            return HashFolded(hash, folded);
        }

        foreach (var part in TextFolding.Expansion(c))
        {
            hash = HashFolded(hash, part);
        }

        return hash;
    }

    /// <summary>Extends a running hash by a folded character; a dropped one changes nothing.</summary>
    internal static ulong HashFolded(ulong hash, char folded) => folded == 0 ? hash : (hash ^ folded) * 1099511628211;

    /// <summary>Lengths at which the running hash of a prefix tells whether any longer word can follow.</summary>
    internal const int ShortPrefix = 4, LongPrefix = 7;

    /// <summary>Whether some listed word may begin with these characters (of <see cref="ShortPrefix"/> or <see cref="LongPrefix"/> length); false is certain.</summary>
    internal static bool MayContinue(ulong prefixHash)
    {
        var bit = PrefixBit(prefixHash);
        return (SlotMemory.Prefixes[bit >> 3] & (1 << (bit & 7))) != 0;
    }

    private static int PrefixBit(ulong hash) => (int)((hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15 >> (64 - PrefixBits));

    /// <summary>Looks a running hash up.</summary>
    internal static bool Find(ulong hash, out byte logRank, out WordKinds kinds)
    {
        var slots = Slots;
        var (slot, fingerprint) = Locate(hash, slots.Length);
        while (true)
        {
            var entry = slots[slot];
            if (entry == 0)
            {
                logRank = 0;
                kinds = WordKinds.None;
                return false;
            }

            if (entry >> FingerprintShift == fingerprint)
            {
                logRank = (byte)entry;
                kinds = (WordKinds)((entry >> KindShift) & 0xF);
                return true;
            }

            slot = (slot + 1) & (slots.Length - 1);
        }
    }

    /// <summary>Cost of a letter behind two others, in nats, by a model of the listed words; the same for every unlisted sign.</summary>
    /// <param name="pair">The two letters before, as <see cref="NextPair"/> gives them; 0 at a word's start.</param>
    /// <param name="symbol">The letter, or 0 for the word's end; see <see cref="Symbol"/>.</param>
    internal static float LetterCost(int pair, int symbol) => SlotMemory.Letters[(pair * Symbols) + symbol] * (float)LogUnit;

    /// <summary>The table behind <see cref="LetterCost"/>, in sixteenths of a nat, by pair times <see cref="Symbols"/> plus symbol.</summary>
    internal static ReadOnlySpan<byte> LetterCosts => SlotMemory.Letters;

    /// <summary>Number of symbols of the letter model: the word's edge, 26 letters, anything else.</summary>
    internal const int Symbols = 28;

    /// <summary>The symbol of a character.</summary>
    internal static int Symbol(char c)
    {
        var folded = TextFolding.Fold(c);
        return folded is >= 'a' and <= 'z' ? folded - 'a' + 1 : Symbols - 1;
    }

    /// <summary>The pair of letters after one more.</summary>
    internal static int NextPair(int pair, int symbol) => (pair % Symbols * Symbols) + symbol;

    /// <summary>Learns the letter model: interpolated trigrams, every word once.</summary>
    private static byte[] LearnLetters(IEnumerable<string> words)
    {
        var three = new int[Symbols * Symbols * Symbols];
        var two = new int[Symbols * Symbols];
        var one = new int[Symbols];
        var all = 0;
        foreach (var word in words)
        {
            var pair = 0;
            for (var i = 0; i <= word.Length; i++)
            {
                var symbol = i < word.Length ? Symbol(word[i]) : 0;
                three[(pair * Symbols) + symbol]++;
                two[(pair % Symbols * Symbols) + symbol]++;
                one[symbol]++;
                all++;
                pair = NextPair(pair, symbol);
            }
        }

        var costs = new byte[three.Length];
        for (var pair = 0; pair < two.Length; pair++)
        {
            double pairs = 0, singles = 0;
            for (var symbol = 0; symbol < Symbols; symbol++)
            {
                pairs += three[(pair * Symbols) + symbol];
                singles += two[(pair % Symbols * Symbols) + symbol];
            }

            for (var symbol = 0; symbol < Symbols; symbol++)
            {
                var p1 = (one[symbol] + 1.0) / (all + Symbols);
                var p2 = (two[(pair % Symbols * Symbols) + symbol] + (5 * p1)) / (singles + 5);
                var p3 = (three[(pair * Symbols) + symbol] + (5 * p2)) / (pairs + 5);
                costs[(pair * Symbols) + symbol] = (byte)Math.Min(255, Math.Round(-Math.Log(p3) / LogUnit));
            }
        }

        return costs;
    }

    /// <summary>Builds the content of the data file.</summary>
    /// <param name="words">Words with rank (from 1) and kinds; the first of several with the same folded form decides.</param>
    internal static byte[] Build(IReadOnlyCollection<(string Word, int Rank, WordKinds Kinds)> words)
    {
        var bits = 10;
        while (1 << bits < words.Count * 1.7)
        {
            bits++;
        }

        var slots = new uint[1 << bits];
        var count = 0;
        foreach (var (word, rank, kinds) in words)
        {
            var hash = HashStart;
            foreach (var c in word)
            {
                hash = HashNext(hash, c);
            }

            var (slot, fingerprint) = Locate(hash, slots.Length);
            while (slots[slot] != 0 && slots[slot] >> FingerprintShift != fingerprint)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            if (slots[slot] == 0)
            {
                slots[slot] = (fingerprint << FingerprintShift) | ((uint)kinds << KindShift) | (byte)Math.Round(Math.Log(rank) / LogUnit);
                count++;
            }
        }

        var prefixes = new byte[(1 << PrefixBits) / 8];
        foreach (var (word, _, _) in words)
        {
            var hash = HashStart;
            for (var i = 0; i < word.Length; i++)
            {
                hash = HashNext(hash, word[i]);
                if (i + 1 is ShortPrefix or LongPrefix)
                {
                    prefixes[PrefixBit(hash) >> 3] |= (byte)(1 << (PrefixBit(hash) & 7));
                }
            }
        }

        var letters = LearnLetters(words.Where(w => w.Rank > MostFrequentRank).Select(w => w.Word));
        var file = new byte[HeaderLength + (slots.Length * sizeof(uint)) + letters.Length + prefixes.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(file, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), bits);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), count);
        for (var i = 0; i < slots.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(HeaderLength + (i * sizeof(uint))), slots[i]);
        }

        letters.CopyTo(file.AsSpan(HeaderLength + (slots.Length * sizeof(uint))));
        prefixes.CopyTo(file.AsSpan(file.Length - prefixes.Length));
        return file;
    }

    private static ReadOnlySpan<uint> Slots => SlotMemory.Span;

    private static (int Slot, uint Fingerprint) Locate(ulong hash, int slots)
    {
        // Finaliser of MurmurHash3: FNV's high bits are weak for short words.
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        var fingerprint = (uint)(hash >> 44);
        return ((int)hash & (slots - 1), fingerprint == 0 ? 1 : fingerprint);
    }

    /// <summary>The mapped slots; a pointer, since a span cannot be kept.</summary>
    private static unsafe class SlotMemory
    {
        private static readonly uint* _start;
        private static readonly int _count;
        private static readonly byte* _letters;

        static SlotMemory()
        {
            var file = EmbeddedData.Bytes("words.bin");
            if (BinaryPrimitives.ReadUInt32LittleEndian(file) != Magic)
            {
                throw new InvalidOperationException("Data/words.bin is not a word list of this version.");
            }

            _count = 1 << BinaryPrimitives.ReadInt32LittleEndian(file[4..]);
            _start = (uint*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(file[HeaderLength..]));
            _letters = (byte*)(_start + _count);
            if (file.Length != HeaderLength + (_count * sizeof(uint)) + (Symbols * Symbols * Symbols) + ((1 << PrefixBits) / 8))
            {
                throw new InvalidOperationException("Data/words.bin is cut off.");
            }
        }

        public static ReadOnlySpan<byte> Prefixes => new(_letters + (Symbols * Symbols * Symbols), (1 << PrefixBits) / 8);

        public static ReadOnlySpan<byte> Letters => new(_letters, Symbols * Symbols * Symbols);

        public static ReadOnlySpan<uint> Span => new(_start, _count);
    }
}
