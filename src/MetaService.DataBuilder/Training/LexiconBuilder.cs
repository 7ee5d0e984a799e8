using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary>Collects words and phrases and writes the tagger's lexicon file.</summary>
internal sealed class LexiconBuilder
{
    private readonly Dictionary<uint, (int Fine, int Rank)> _words = [];
    private readonly ushort[] _coarse = new ushort[4096];
    private readonly SortedDictionary<uint, uint> _phrases = [];

    /// <summary>Number of phrase keys, starts of phrases included.</summary>
    public int PhraseKeys => _phrases.Count;

    /// <summary>Number of words.</summary>
    public int Words => _words.Count;

    /// <summary>Adds a word; the first of several with the same folded form counts. Clusters start at 0, <paramref name="rank"/> is its index by frequency.</summary>
    public void AddWord(string word, int fine, int coarse, int rank)
    {
        _coarse[fine + 1] = (ushort)(coarse + 1);
        var bucket = Math.Clamp((int)Math.Log2((rank / 100.0) + 1) + 1, 1, 15);
        _words.TryAdd(FeatureHash.Folded(word), (fine + 1, bucket));
    }

    /// <summary>Reads the table of the <c>clusters</c> command.</summary>
    public void AddClusters(string file)
    {
        var rank = 0;
        foreach (var line in File.ReadLines(file))
        {
            var cells = line.Split('\t');
            AddWord(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), int.Parse(cells[2], CultureInfo.InvariantCulture), rank++);
        }
    }

    /// <summary>Adds a phrase of a type; one of more than <see cref="PhraseTable.MaxTokens"/> tokens is left out.</summary>
    /// <param name="tokens">Hashes of the folded tokens.</param>
    /// <param name="type">0 to 23.</param>
    public void AddPhrase(ReadOnlySpan<uint> tokens, int type)
    {
        if (tokens.Length is 0 or > PhraseTable.MaxTokens)
        {
            return;
        }

        uint hash = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            hash = PhraseTable.Extend(hash, tokens[i]);
            var value = i == tokens.Length - 1 ? 1u << type : PhraseTable.GoesOn;
            _phrases[hash] = _phrases.GetValueOrDefault(hash) | value;
        }
    }

    /// <summary>The file's bytes; the same for the same content.</summary>
    public unsafe byte[] Build()
    {
        var wordBits = BitsFor(_words.Count, 0.65);
        var phraseBits = BitsFor(_phrases.Count, 0.75);
        var header = new LexiconHeader
        {
            Magic = LexiconHeader.MagicValue,
            Format = LexiconHeader.CurrentFormat,
            WordSlotBits = wordBits,
            PhraseSlotBits = phraseBits,
            WordSlots = 64,
        };
        header.CoarseClusters = header.WordSlots + (4 << wordBits);
        header.PhraseSlots = header.CoarseClusters + (2 * _coarse.Length);
        header.Length = header.PhraseSlots + (8 << phraseBits);
        var file = new byte[header.Length];
        var words = MemoryMarshal.Cast<byte, uint>(file.AsSpan(header.WordSlots, 4 << wordBits));
        foreach (var (hash, (fine, rank)) in _words.OrderBy(w => w.Key))
        {
            Place(words, WordTable.Home(hash, wordBits), WordTable.Pack(hash, fine, rank));
        }

        MemoryMarshal.AsBytes(_coarse.AsSpan()).CopyTo(file.AsSpan(header.CoarseClusters));
        var phrases = MemoryMarshal.Cast<byte, ulong>(file.AsSpan(header.PhraseSlots));
        foreach (var (hash, value) in _phrases)
        {
            Place(phrases, WordTable.Home(hash, phraseBits), ((ulong)hash << 32) | value);
        }

        header.Id = BitConverter.ToUInt64(SHA256.HashData(file.AsSpan(64)));
        MemoryMarshal.Write(file, in header);
        return file;
    }

    /// <summary>Slots, as a power of two, that <paramref name="count"/> keys fill to at most <paramref name="load"/>.</summary>
    public static int BitsFor(int count, double load)
    {
        var bits = 1;
        while (count > (1 << bits) * load)
        {
            bits++;
        }

        return bits;
    }

    private static void Place<T>(Span<T> slots, uint home, T value)
        where T : struct, IEquatable<T>
    {
        var mask = (uint)slots.Length - 1;
        var i = home;
        while (!slots[(int)i].Equals(default))
        {
            i = (i + 1) & mask;
        }

        slots[(int)i] = value;
    }
}
