using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Text;

public class TextRepairerTests
{
    private static readonly TextRepairer _repairer = new();

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>A paragraph of sound text, long enough to say nothing about damage.</summary>
    private const string Sound = "The council of the port city met on Monday to speak about the new harbour wall, which has been under repair since the storm of last winter. ";

    /// <summary>A text whose line ends were deleted: every line of 80 columns and every first word has lost a blank.</summary>
    private const string Joined = """
        Thegovernor told reporters that the bridge over the northern channel would beopen to traffic by the end of May, three months before the date that the firmhad promised. Engineers from the ministry of transport inspected the work lastweek.Hesaid that some 40 families had been moved to new houses on the hill and thatthe town would pay their rent until the summer. Residents complained about thenoise of the pumps at night.
        """;

    private static string Repair(string text) => _repairer.Repair(text).Text;

    [Theory]
    [InlineData("Iraqsigned a treaty", "Iraq signed a treaty")]
    [InlineData("the security forcesin the town", "the security forces in the town")]
    [InlineData("the securityforcesin the town", "the security forces in the town")]
    [InlineData("the Ministry ofDefense said", "the Ministry of Defense said")]
    [InlineData("talks in TEHRANIraqi Minister", "talks in TEHRAN Iraqi Minister")]
    [InlineData("said the ministry,and the", "said the ministry, and the")]
    [InlineData("two countries.”The treaty", "two countries.”\nThe treaty")]
    [InlineData("read the letter.Theagreement was", "read the letter.\nThe agreement was")]
    [InlineData("a bomb,the army(IDF) said", "a bomb, the army (IDF) said")]
    [InlineData("the bloc(KDP)and others", "the bloc (KDP) and others")]
    [InlineData("over 15%of the seats", "over 15% of the seats")]
    [InlineData("some35kilometers away", "some 35 kilometers away")]
    [InlineData("called it“a victory” today", "called it “a victory” today")]
    [InlineData("said on Friday.https://example.org/News/316212.aspx", "said on Friday. https://example.org/News/316212.aspx")]
    [InlineData("(Daily | City News )-Iraqsigned a", "(Daily | City News )- Iraq signed a")]
    public void In_the_wild_blanks_come_back(string damaged, string expected) => Assert.Equal(expected, Repair(damaged));

    [Theory]
    [InlineData("Iraqâ€™s army", "Iraq’s army")]
    [InlineData("the â€œstrategicâ€\u009D task", "the “strategic” task")]
    [InlineData("the worldâ€.", "the world”.")]
    [InlineData("JosÃ© and AndrÃ©", "José and André")]
    [InlineData("50Â km", "50 km")]
    [InlineData("Texas A&amp;M &#8211; &quot;win&quot;", "Texas A&M – \"win\"")]
    [InlineData("a &amp;quot;deal&amp;quot; now", "a \"deal\" now")]
    [InlineData("New\u00A0York", "New York")]
    [InlineData("inter\u00ADnational", "international")]
    [InlineData("govern\u200Bment", "government")]
    [InlineData("50Â\u00A0km", "50 km")]
    [InlineData("\uFEFFTitle", "Title")]
    public void Synthetic_encodings_are_undone(string damaged, string expected) => Assert.Equal(expected, Repair(damaged));

    [Theory]
    [InlineData("al-Shammari")]
    [InlineData("McDonald")]
    [InlineData("MacGregor")]
    [InlineData("DeSantis")]
    [InlineData("iPhone")]
    [InlineData("eBay")]
    [InlineData("USAID")]
    [InlineData("ISIS")]
    [InlineData("Facebook")]
    [InlineData("JPMorgan")]
    [InlineData("PUKmedia")]
    [InlineData("YouTube")]
    [InlineData("ExxonMobil")]
    [InlineData("MoD")]
    [InlineData("NGOs")]
    [InlineData("Asharq")]
    [InlineData("alIraqiya")]
    [InlineData("Mahjour")]
    [InlineData("Nyakundi")]
    [InlineData("Severodonetsk")]
    [InlineData("IraqiNews.com")]
    [InlineData("AKIPRESS.COM")]
    [InlineData("(GOV.KRD)")]
    [InlineData("PanARMENIAN.Net")]
    [InlineData("www.example.com/NewsItem")]
    [InlineData("https://example.org/TheNews/aboutIraq,and(more)")]
    [InlineData("desk@exampleNews.org")]
    [InlineData("@IrnaEnglish")]
    [InlineData("#BreakingNews")]
    [InlineData("F-16s")]
    [InlineData("COVID-19")]
    [InlineData("1483**1424")]
    [InlineData("11am")]
    [InlineData("80km")]
    [InlineData("1990s")]
    [InlineData("21st")]
    [InlineData("4,500")]
    [InlineData("3.2")]
    [InlineData("16/5/2019")]
    [InlineData("7(1)(a)")]
    [InlineData("bridge(s)")]
    [InlineData("U.S.")]
    [InlineData("a.m.")]
    [InlineData("Ph.D.")]
    [InlineData("J.K.")]
    [InlineData("O’Neill")]
    [InlineData("Da’wa")]
    [InlineData("Qur'an")]
    [InlineData("shoulder-to-shoulder")]
    [InlineData("Erdoğan")]
    [InlineData("Đukanović")]
    [InlineData("بغداد/نينا")]
    [InlineData("می\u200Cشود")]
    [InlineData("Президент")]
    [InlineData("日本語")]
    public void Negative_sound_words_stay(string word)
    {
        var text = Sound + "It said " + word + " was there. " + Sound;
        Assert.Equal(text, Repair(text));
    }

    [Theory]
    [InlineData("Bundesverfassungsgericht und Bundesregierung haben sich auf eine gemeinsame Lösung für die Entschädigung der Betroffenen geeinigt, die nicht vor dem nächsten Jahr in Kraft tritt.")]
    [InlineData("Le gouvernement a annoncé que les négociations avec les syndicats reprendront dans les prochains jours, et que la réforme sera présentée au parlement.")]
    public void Negative_other_languages_stay(string text) => Assert.Equal(text, Repair(text));

    [Fact]
    public void Deleted_line_ends_come_back_by_the_wrap_column()
    {
        var repaired = _repairer.Repair(Joined.Trim());
        Assert.StartsWith("The governor told", repaired.Text, StringComparison.Ordinal);
        foreach (var part in new[] { "would be open", "firm had promised", "last week.\nHe said", "and that the town", "the noise" })
        {
            Assert.Contains(part, repaired.Text, StringComparison.Ordinal);
        }

        Assert.Contains(repaired.Repairs, r => r.Rule == "join.line-wrap");
        Assert.Contains(repaired.Repairs, r => r.Rule == "join.paragraph");
    }

    [Fact]
    public void Repaired_text_stays_as_it_is()
    {
        var once = Repair(Joined);
        Assert.Equal(once, Repair(once));
    }

    [Fact]
    public void Stray_blanks_go_where_the_text_is_damaged()
    {
        var text = "Theminister told thehouse onMonday that theplan of the gover nment wouldcost more , and that eco nomic growthwas slow inthe north , centre andsouth of thecountry.Hesaid that theywere readyto help.";
        var repaired = Repair(text);
        Assert.Contains("the government would cost more, and that economic growth was slow in the north, centre and south of the country.", repaired, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_lines_printed_twice_are_kept_once()
    {
        var header = " date 2020-01-02 Bridge over the channel opens\n\n2020/01/02 | 10:15 - Source: Port News\n";
        var repaired = _repairer.Repair(header + header + "\n" + Sound);
        Assert.Equal(header + "\n" + Sound, repaired.Text);
        Assert.Equal("line.doubled", Assert.Single(repaired.Repairs).Rule);
    }

    [Theory]
    [InlineData("Iraqis studying whether to sell", "the join is a word of its own; only the place of the join could tell")]
    [InlineData("The mills will be shutdown and sold", "the joined word is a word, too")]
    public void Known_failures_stay_glued(string text, string why) => Assert.True(text == Repair(text), why);

    [Fact]
    public void One_glued_word_of_a_mebibyte_is_repaired_to_the_same_letters()
    {
        var text = string.Concat(Enumerable.Repeat("theministersaidonmondaythatthebridgewouldbeopen", (1 << 20) / 47));
        Assert.Equal(text, Letters(Repair(text)));
    }

    [Theory]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("a.A")]
    [InlineData("1a")]
    [InlineData("\"")]
    [InlineData("a'")]
    [InlineData("\n")]
    [InlineData("â€")]
    [InlineData("&amp;")]
    [InlineData("\uD800")]
    [InlineData("gover nment ")]
    public void Contrived_texts_keep_their_letters(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000));
        var repaired = _repairer.Repair(text);
        if (repaired.Repairs.All(r => !r.Rule.StartsWith("decode", StringComparison.Ordinal)))
        {
            Assert.Equal(Letters(text), Letters(repaired.Text));
        }
    }

    [Fact]
    public void Cancellation_is_honoured()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => _repairer.Repair("text", source.Token));
    }

    [Fact]
    public void Never_throws_and_maps_every_offset_both_ways() =>
        Prop.ForAll<string>(s => Holds(s ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Maps_hold_for_texts_of_damaged_pieces() =>
        Prop.ForAll(
            Gen.Elements("Iraqsigned", " ", "\n", "&amp;", "&amp;quot;", "â€™", "â€\u009D", "\u00A0", "\u200B", "gover nment", ".The", "“", "”", "(", ")", ",and", "\uD800", "\uDC00", "ofDefense", "Â\u00A0", "\u00AD", "35kilometers")
                .ListOf().Select(string.Concat).ToArbitrary(),
            Holds).QuickCheckThrowOnFailure();

    private static bool Holds(string source)
    {
        var repaired = _repairer.Repair(source);
        var at = 0;
        foreach (var repair in repaired.Repairs)
        {
            Assert.True(repair.Span.Start >= at && repair.Span.End <= source.Length);
            at = repair.Span.End;
        }

        for (var i = 0; i <= repaired.Text.Length; i++)
        {
            for (var j = i; j <= Math.Min(repaired.Text.Length, i + 4); j++)
            {
                var span = repaired.ToSource(TextSpan.FromBounds(i, j));
                Assert.InRange(span.Start, 0, source.Length);
                Assert.InRange(span.End, span.Start, source.Length);
            }
        }

        for (var i = 0; i <= source.Length; i++)
        {
            var span = repaired.ToRepaired(SourceSpan.FromBounds(i, source.Length));
            Assert.InRange(span.Start, 0, repaired.Text.Length);
            Assert.InRange(span.End, span.Start, repaired.Text.Length);
        }

        if (repaired.Repairs.All(r => !r.Rule.StartsWith("decode", StringComparison.Ordinal)))
        {
            Assert.Equal(Letters(source), Letters(repaired.Text));
        }

        return true;
    }
}
