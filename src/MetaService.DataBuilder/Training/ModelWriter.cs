using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MetaService.Extraction.Tagging;

namespace MetaService.DataBuilder.Training;

/// <summary>Prunes, quantises and writes a model.</summary>
internal static class ModelWriter
{
    private const int HeaderSize = 256;
    private const int Lanes = TagSet.Lanes;

    /// <summary>The model file's bytes.</summary>
    /// <param name="hashes">Hash of each feature.</param>
    /// <param name="counts">How often each feature occurs.</param>
    /// <param name="weights">Weights: feature, label.</param>
    /// <param name="transitions">Scores of label pairs.</param>
    /// <param name="lexicon">Identity of the lexicon.</param>
    /// <param name="maximum">How many features are kept: those that weigh most.</param>
    /// <param name="dataVersion">At most 31 ASCII characters.</param>
    public static unsafe byte[] Build(
        IReadOnlyList<uint> hashes, IReadOnlyList<int> counts, float[] weights, TransitionScores transitions, ulong lexicon, int maximum, string dataVersion)
    {
        var kept = Enumerable.Range(0, hashes.Count)
            .Select(row => (Row: row, Importance: Importance(weights.AsSpan(row * Lanes, TagSet.LabelCount), counts[row])))
            .Where(r => r.Importance > 0)
            .OrderByDescending(r => r.Importance).ThenBy(r => hashes[r.Row])
            .Take(Math.Min(maximum, (1 << TaggerModel.RowBits) - 1))
            .Select(r => r.Row)
            .OrderBy(row => hashes[row])
            .ToArray();
        var scale = Scale(kept, weights);
        var header = new ModelHeader
        {
            Magic = ModelHeader.MagicValue,
            Format = ModelHeader.CurrentFormat,
            Template = FeatureTemplate.Version,
            Lexicon = lexicon,
            Labels = TagSet.LabelCount,
            Classes = TransitionScores.Classes,
            Lanes = Lanes,
            SlotBits = LexiconBuilder.BitsFor(kept.Length, 0.6),
            Rows = kept.Length,
            Scale = scale,
            Slots = HeaderSize,
        };
        header.Weights = header.Slots + (4 << header.SlotBits);
        header.Transitions = header.Weights + (kept.Length * Lanes);
        header.Length = header.Transitions + (4 * transitions.Log.Length);
        var file = new byte[header.Length];
        var slots = MemoryMarshal.Cast<byte, uint>(file.AsSpan(header.Slots, 4 << header.SlotBits));
        slots.Fill(TaggerModel.Free);
        var quantised = MemoryMarshal.Cast<byte, sbyte>(file.AsSpan(header.Weights, kept.Length * Lanes));
        for (var i = 0; i < kept.Length; i++)
        {
            Place(slots, hashes[kept[i]], i, header.SlotBits);
            for (var label = 0; label < TagSet.LabelCount; label++)
            {
                quantised[(i * Lanes) + label] = (sbyte)Math.Clamp(MathF.Round(weights[(kept[i] * Lanes) + label] / scale), -127, 127);
            }
        }

        MemoryMarshal.AsBytes(transitions.Log.AsSpan()).CopyTo(file.AsSpan(header.Transitions));
        Copy(Encoding.ASCII.GetBytes(dataVersion), new Span<byte>(header.DataVersion, 31));
        Copy(Encoding.ASCII.GetBytes(string.Concat(Enum.GetValues<EntityTag>().Select(TagSet.Code))), new Span<byte>(header.Tags, 3 * TagSet.TagCount));
        SHA256.HashData(file.AsSpan(HeaderSize), new Span<byte>(header.Hash, 32));
        MemoryMarshal.Write(file, in header);
        return file;
    }

    private static void Copy(byte[] source, Span<byte> target) => source.AsSpan(0, Math.Min(source.Length, target.Length)).CopyTo(target);

    private static float Importance(ReadOnlySpan<float> row, int count)
    {
        float most = 0, least = 0;
        foreach (var weight in row)
        {
            most = MathF.Max(most, weight);
            least = MathF.Min(least, weight);
        }

        return (most - least) * MathF.Log(1 + count);
    }

    /// <summary>The step at which all but one weight in twenty thousand fit into a signed byte; those are clipped.</summary>
    private static float Scale(int[] rows, float[] weights)
    {
        var sizes = new List<float>(rows.Length * TagSet.LabelCount);
        foreach (var row in rows)
        {
            for (var label = 0; label < TagSet.LabelCount; label++)
            {
                sizes.Add(MathF.Abs(weights[(row * Lanes) + label]));
            }
        }

        if (sizes.Count == 0)
        {
            return 1;
        }

        sizes.Sort();
        return MathF.Max(sizes[^(1 + (sizes.Count / 20_000))], 1e-3f) / 127;
    }

    private static void Place(Span<uint> slots, uint hash, int row, int slotBits)
    {
        var mask = (uint)slots.Length - 1;
        var i = hash >> (32 - slotBits);
        while (slots[(int)i] != TaggerModel.Free)
        {
            i = (i + 1) & mask;
        }

        slots[(int)i] = ((hash & ((1u << (32 - TaggerModel.RowBits)) - 1)) << TaggerModel.RowBits) | (uint)row;
    }
}
