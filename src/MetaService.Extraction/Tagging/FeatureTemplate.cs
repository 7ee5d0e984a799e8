namespace MetaService.Extraction.Tagging;

/// <summary>
/// The features of a token in its sentence, as hashes: the one template that training and decoding share. Part of the model's format
/// (<see cref="Version"/>). Observations after Ratinov and Roth, Design challenges and misconceptions in named entity recognition (2009).
/// </summary>
internal static class FeatureTemplate
{
    /// <summary>Changes with every change of template, token features or hashes; a model of another version is refused.</summary>
    public const int Version = 2;

    /// <summary>The most features that <see cref="Extract"/> writes.</summary>
    public const int MaxFeatures = 160;

    /// <summary>Writes the features of token <paramref name="t"/>.</summary>
    /// <returns>Their number, at most <see cref="MaxFeatures"/>.</returns>
    public static int Extract(SentenceFeatures sentence, int t, Span<uint> features)
    {
        var rims = sentence.WithRims;
        var at = t + SentenceFeatures.Rims;
        ref readonly var w = ref rims[at];
        ref readonly var p = ref rims[at - 1];
        ref readonly var n = ref rims[at + 1];
        ref readonly var pp = ref rims[at - 2];
        ref readonly var nn = ref rims[at + 2];
        var writer = new Writer(features);
        AddIdentity(ref writer, sentence, w, p, n);
        AddWords(ref writer, w, p, n, pp, nn);
        AddShapes(ref writer, sentence, t, w, p, n);
        AddClusters(ref writer, w, p, n, pp, nn);
        AddRuns(ref writer, sentence, t, w);
        AddPhrases(ref writer, w, p, n);
        return writer.Count;
    }

    /// <summary>The number of features, first of all, that name the word itself: those that training may leave out together.</summary>
    public const int IdentityFeatures = 9;

    private static void AddIdentity(ref Writer writer, SentenceFeatures sentence, in TokenFeatures w, in TokenFeatures p, in TokenFeatures n)
    {
        writer.Add(2, w.Exact);
        writer.Add(3, w.Folded);
        writer.Add(8, p.Folded, w.Folded);
        writer.Add(9, w.Folded, n.Folded);
        writer.Add(13, w.Prefix3);
        writer.Add(14, w.Prefix4);
        writer.Add(18, w.Suffix4);
        writer.Add(30, w.Folded, (uint)sentence.Casing);
        writer.Add(34, w.Stem);
    }

    private static void AddWords(ref Writer writer, in TokenFeatures w, in TokenFeatures p, in TokenFeatures n, in TokenFeatures pp, in TokenFeatures nn)
    {
        writer.Add(1, 0);
        writer.Add(4, p.Folded);
        writer.Add(5, n.Folded);
        writer.Add(6, pp.Folded);
        writer.Add(7, nn.Folded);
        writer.Add(10, pp.Folded, p.Folded);
        writer.Add(11, n.Folded, nn.Folded);
        writer.Add(12, w.Prefix2);
        writer.Add(15, w.Suffix1);
        writer.Add(16, w.Suffix2);
        writer.Add(17, w.Suffix3);
        writer.Add(19, p.Suffix3);
        writer.Add(20, n.Suffix3);
        writer.Add(21, w.Suffix3, (uint)w.Casing);
    }

    private static void AddShapes(ref Writer writer, SentenceFeatures sentence, int t, in TokenFeatures w, in TokenFeatures p, in TokenFeatures n)
    {
        writer.Add(25, w.Shape);
        writer.Add(26, p.Shape, w.Shape);
        writer.Add(27, w.Shape, n.Shape);
        writer.Add(28, p.Shape, w.Shape, n.Shape);
        var place = ((uint)sentence.Casing * 2) + (t == sentence.FirstWord ? 1u : 0u);
        writer.Add(29, w.Shape, place);
        writer.Add(31, ((uint)w.Rank * 8) + (uint)w.Casing, place);
        writer.Add(32, p.Folded, w.Shape);
        writer.Add(33, w.Shape, n.Folded);
    }

    private static void AddClusters(ref Writer writer, in TokenFeatures w, in TokenFeatures p, in TokenFeatures n, in TokenFeatures pp, in TokenFeatures nn)
    {
        writer.Add(40, w.Fine);
        writer.Add(41, p.Fine);
        writer.Add(42, n.Fine);
        writer.Add(43, pp.Fine);
        writer.Add(44, nn.Fine);
        writer.Add(45, w.Coarse, (uint)w.Casing);
        writer.Add(46, p.Coarse, (uint)p.Casing);
        writer.Add(47, n.Coarse, (uint)n.Casing);
        writer.Add(48, pp.Coarse, (uint)pp.Casing);
        writer.Add(49, nn.Coarse, (uint)nn.Casing);
        writer.Add(50, p.Fine, w.Fine);
        writer.Add(51, w.Fine, n.Fine);
        writer.Add(52, p.Coarse, w.Coarse, n.Coarse);
        writer.Add(53, p.Fine, (uint)w.Casing);
        writer.Add(54, n.Fine, (uint)w.Casing);
        writer.Add(55, pp.Coarse, p.Coarse, w.Coarse);
        writer.Add(56, w.Coarse, n.Coarse, nn.Coarse);
    }

    private static void AddRuns(ref Writer writer, SentenceFeatures sentence, int t, in TokenFeatures w)
    {
        if (!w.IsCapital && !(w.IsConnector && w.WideFirst != t))
        {
            return;
        }

        var rims = sentence.WithRims;
        const int Rims = SentenceFeatures.Rims;
        if (w.IsCapital)
        {
            ref readonly var first = ref rims[w.RunFirst + Rims];
            ref readonly var last = ref rims[w.RunLast + Rims];
            ref readonly var before = ref rims[w.RunFirst - 1 + Rims];
            ref readonly var after = ref rims[w.RunLast + 1 + Rims];
            var length = (uint)Math.Min(w.RunLast - w.RunFirst + 1, 6);
            var place = ((uint)Math.Min(t - w.RunFirst, 3) * 4) + (uint)Math.Min(w.RunLast - t, 3);
            writer.Add(60, length, place);
            writer.Add(61, first.Folded, place);
            writer.Add(62, last.Folded, place);
            writer.Add(63, last.Fine, place);
            writer.Add(64, before.Folded, place);
            writer.Add(65, after.Folded, place);
            writer.Add(66, before.Fine, place);
            writer.Add(67, after.Fine, place);
            writer.Add(68, first.Fine, place);
            writer.Add(75, before.Phrases, place);
            writer.Add(76, after.Phrases, place);
            writer.Add(77, last.Phrases, place);
        }

        ref readonly var wideFirst = ref rims[w.WideFirst + Rims];
        ref readonly var wideLast = ref rims[w.WideLast + Rims];
        var within = (t == w.WideFirst ? 1u : 0u) + (t == w.WideLast ? 2u : 0u) + (w.IsCapital ? 4u : 0u);
        writer.Add(70, wideFirst.Folded, within);
        writer.Add(71, wideLast.Folded, within);
        writer.Add(72, rims[w.WideFirst - 1 + Rims].Folded, within);
        writer.Add(73, rims[w.WideLast + 1 + Rims].Folded, within);
        writer.Add(74, (uint)Math.Min(w.WideLast - w.WideFirst + 1, 8), within);
    }

    private static void AddPhrases(ref Writer writer, in TokenFeatures w, in TokenFeatures p, in TokenFeatures n)
    {
        var all = w.Phrases;
        writer.Add(80, all, (uint)w.Casing);
        if (all != 0)
        {
            for (var rest = all; rest != 0; rest &= rest - 1)
            {
                var bit = rest & (0 - rest);
                var place = ((w.PhraseFirst & bit) != 0 ? 1u : 0u) + ((w.PhraseInner & bit) != 0 ? 2u : 0u) + ((w.PhraseLast & bit) != 0 ? 4u : 0u);
                writer.Add(81, bit, place);
                writer.Add(82, bit, place, (uint)w.Casing);
            }
        }

        writer.Add(83, p.Phrases);
        writer.Add(84, n.Phrases);
        writer.Add(85, p.Phrases, all);
        writer.Add(86, all, n.Phrases);
    }

    private ref struct Writer(Span<uint> features)
    {
        private readonly Span<uint> _features = features;

        public int Count { get; private set; }

        public void Add(uint template, uint value) => _features[Count++] = FeatureHash.Feature(template, value);

        public void Add(uint template, uint first, uint second) => _features[Count++] = FeatureHash.Feature(template, first, second);

        public void Add(uint template, uint first, uint second, uint third) =>
            _features[Count++] = FeatureHash.Feature(template, first, second, third);
    }
}
