using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Headers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tests.Places;

public class GeoparserTests
{
    private static readonly Tokenizer _tokenizer = new();
    private static readonly Geoparser _geoparser = new();

    /// <summary>Text with marks <c>[LOC Mosul]</c>, as the tagger's training text has them, so that the cases do not depend on the model.</summary>
    private static (Region Region, IReadOnlyList<ResolvedPlace> Places) Parse(string marked, string? outletCountry = null, string? dateline = null)
    {
        var (text, spans) = Marks(marked);
        var tokens = _tokenizer.Tokenize(text, null, new TextSpan(0, text.Length));
        var mentions = new List<Mention>();
        foreach (var (span, tag) in spans)
        {
            var first = Enumerable.Range(0, tokens.Tokens.Count).First(i => tokens.Tokens[i].End > span.Start);
            var count = tokens.Tokens.Skip(first).TakeWhile(t => t.Start < span.End).Count();
            mentions.Add(new Mention(span, first, count, tag, 0.95f));
        }

        var header = new HeaderInfo
        {
            Body = new TextSpan(0, text.Length),
            Outlet = outletCountry is null ? null : new Finding<OutletInfo>(new OutletInfo("", "Daily", "Daily", null, outletCountry, ""), [], 1, "test", []),
            DatelinePlaces = dateline is null ? [] : [new Finding<string>(dateline, [], 1, "test", [])],
        };
        var places = _geoparser.Resolve(tokens, mentions, header);
        return (_geoparser.ChooseRegion(tokens, places, mentions, header), places);
    }

    private static (string Text, List<(TextSpan Span, EntityTag Tag)> Spans) Marks(string marked)
    {
        var text = new System.Text.StringBuilder();
        var spans = new List<(TextSpan, EntityTag)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] != '[')
            {
                text.Append(marked[i]);
                continue;
            }

            var tag = marked.Substring(i + 1, 3) switch
            {
                "LOC" => EntityTag.Location,
                "PER" => EntityTag.Person,
                "CTY" => EntityTag.Country,
                "NRP" => EntityTag.Group,
                "GOV" => EntityTag.Government,
                "COM" => EntityTag.Company,
                _ => EntityTag.Organization,
            };
            var end = marked.IndexOf(']', i);
            spans.Add((new TextSpan(text.Length, end - i - 5), tag));
            text.Append(marked, i + 5, end - i - 5);
            i = end;
        }

        return (text.ToString(), spans);
    }

    [Theory]
    [InlineData("Clashes broke out in [LOC Tripoli], [CTY Lebanon], on Friday.", "Tripoli", "LB")]
    [InlineData("Clashes broke out in the [NRP Lebanese] city of [LOC Tripoli] on Friday.", "Tripoli", "LB")]
    [InlineData("Rival militias fought in [LOC Tripoli], and [LOC Misrata] sent troops, the [NRP Libyan] army said.", "Tripoli", "LY")]
    [InlineData("[LOC Tripoli] and [LOC Sidon] saw marches; more gathered in [LOC Beirut].", "Tripoli", "LB")]
    [InlineData("Firefighters from [LOC Dallas] drove to [LOC Paris], [LOC Texas], after the storm hit north [LOC Texas].", "Paris", "US")]
    [InlineData("The minister flew to [LOC Paris] for talks with [NRP French] officials.", "Paris", "FR")]
    [InlineData("Police in [LOC Birmingham] and [LOC Manchester] made arrests, the [CTY UK] government said.", "Birmingham", "GB")]
    [InlineData("The [NRP Argentine] governor spoke in [LOC Cordoba] and [LOC Rosario].", "Cordoba", "AR")]
    [InlineData("The [NRP Spanish] train left [LOC Cordoba] for [LOC Seville].", "Cordoba", "ES")]
    [InlineData("The [NRP Syrian] army shelled the road between [LOC Hama] and [LOC Homs].", "Hama", "SY")]
    [InlineData("[LOC Alexandria], [LOC Cairo] and [LOC Giza] were without power, the [NRP Egyptian] ministry said.", "Alexandria", "EG")]
    [InlineData("A [NRP Ukrainian] drone hit a depot near [LOC Rostov], in [CTY Russia].", "Rostov", "RU")]
    public void Ambiguous_names_go_where_the_text_points(string marked, string name, string country) =>
        Assert.Equal(country, Parse(marked).Places.Single(p => p.Name == name).Country);

    [Theory]
    [InlineData("Forces entered [LOC Anbar province] and [LOC Rutba] district.", "Anbar|Rutba")]
    [InlineData("Forces entered [LOC Anbar] province, near [LOC Mosul]'s gates.", "Anbar|Mosul")]
    [InlineData("He came to the [LOC city of Mosul] from [LOC Nineveh Governorate].", "Mosul|Nineveh")]
    [InlineData("Patients waited at the [LOC Rafah] crossing.", "Rafah crossing")]
    [InlineData("[LOC COX'S BAZAR], [CTY Bangladesh]", "Cox's Bazar")]
    [InlineData("[LOC BAGHDAD] and [LOC Baghdad] are one.", "Baghdad")]
    [InlineData("Raids in [LOC Sadr City] and [LOC Kuwait City].", "Sadr City|Kuwait City")]
    [InlineData("The plant stands in the city of [COM Toyota], the carmaker [COM Toyota] said.", "Toyota")]
    [InlineData("Roads to [LOC Deiral-Zour] in [CTY Syria] were cut.", "Deir al-Zour")]
    [InlineData("Trains left St [LOC Petersburg], in [CTY Russia].", "St Petersburg")]
    [InlineData("He met [PER Omar Soylu] on [LOC Soylu]'s farm near [LOC Ankara].", "Ankara")]
    [InlineData("The [LOC Kingdom] and the [LOC States] met [PER Ann Ray] (D-[LOC Fla.]) in [LOC Oslo].", "Oslo")]
    [InlineData("The [LOC Euphrates River] and the [LOC Kurdistan Region] of [CTY Iraq].", "Euphrates River|Kurdistan Region")]
    public void Names_stand_without_the_words_beside_them(string marked, string names) =>
        Assert.Equal(names.Split('|'), Parse(marked).Places.Select(p => p.Name));

    [Theory]
    [InlineData("[PER Jordan Henderson] scored for [ORG Liverpool].")]
    [InlineData("[PER Paris Hilton] sued the [COM Bank of America].")]
    [InlineData("[CTY Iraq] and the [CTY United Kingdom] signed; [NRP Iraqi] officials came.")]
    public void What_is_tagged_otherwise_is_no_place(string marked) => Assert.Empty(Parse(marked).Places);

    [Fact]
    public void A_person_named_like_a_country_is_no_country() =>
        Assert.DoesNotContain(Parse("[PER Jordan Henderson] moved from [CTY England] to [CTY Saudi Arabia].").Region.Mentioned, c => c.Code == "JO");

    [Fact]
    public void Spellings_of_one_place_are_one_place()
    {
        var places = Parse("[LOC Sulaymaniyah] and [LOC Slemani], in [CTY Iraq].").Places;
        Assert.Equal("Sulaymaniyah", Assert.Single(places).CanonicalName);
        Assert.Equal(2, places[0].Mentions.Count);
    }

    [Fact]
    public void An_unknown_place_without_context_stays_unresolved()
    {
        var place = Assert.Single(Parse("A fire broke out in [LOC Qzxvville] overnight.").Places);
        Assert.Equal(("place.unresolved", null, 0), (place.Rule, place.Country, place.GeonameId));
        Assert.True(place.Confidence < 0.5);
    }

    [Fact]
    public void An_unknown_place_in_a_one_country_article_lies_there()
    {
        var place = Parse("[CTY Kenya]: a fire broke out in [LOC Qzxvville] overnight, [NRP Kenyan] police in [LOC Nairobi] said.").Places[0];
        Assert.Equal(("KE", "place.country-context"), (place.Country, place.Rule));
    }

    [Fact]
    public void An_unknown_place_lies_in_the_one_country_of_its_sentence()
    {
        var places = Parse("[CTY Iraq], [CTY Iran] and [CTY Syria] met. Shells hit [LOC Qzxvville] and [LOC Quetta]. [CTY Turkey] and [CTY Egypt] stayed away.").Places;
        Assert.Equal(("PK", "place.sentence-context"), (places[0].Country, places[0].Rule));
    }

    [Fact]
    public void Alternatives_are_kept()
    {
        var place = Parse("Clashes broke out in [LOC Tripoli], [CTY Lebanon], on Friday.").Places.Single();
        Assert.Equal("place.stated", place.Rule);
        Assert.Contains("Tripoli, LY", place.Alternatives);
    }

    [Theory]
    [InlineData("[NRP Iraqi] forces entered [LOC Mosul] on Sunday. [LOC Tehran] welcomed it.", null, "IQ", "145")]
    [InlineData("[NRP British] troops will leave [CTY Iraq], the [GOV Iraqi Ministry of Defense] said in [LOC Baghdad].", null, "IQ", "145")]
    [InlineData("[LOC Lima] shook. [NRP Peruvian] rescuers dug through rubble in [LOC Arequipa].", "FR", "PE", "419")]
    [InlineData("[LOC Nairobi] traders protested.", null, "KE", "202")]
    public void Focus_and_subregion(string marked, string? outlet, string code, string subregion)
    {
        var region = Parse(marked, outlet).Region;
        Assert.Equal((code, subregion), (region.Focus[0].Code, region.M49Subregion));
    }

    [Theory]
    [InlineData("Ships crossed the [LOC Persian Gulf] and the [LOC Gulf of Mexico].")]
    [InlineData("[NRP Latin American] leaders met on the shores of [LOC Lake Chad].")]
    [InlineData("The [LOC Kurdistan Region] and the [LOC Middle East]")]
    public void Names_that_hold_a_country_name_are_no_country(string marked) =>
        Assert.DoesNotContain(Parse(marked).Region.Mentioned, c => c.Code is "IR" or "MX" or "US" or "TD");

    [Theory]
    [InlineData("[CTY Iraq] and [CTY France] signed an accord. [NRP Iraqi] and [NRP French] ministers met in [LOC Paris] on Monday; [NRP Iraqi] pilots will train in [CTY France].", "IQ FR")]
    [InlineData("[NRP Iraqi] police arrested two men in [LOC Basra]. [CTY Iraq] had asked [CTY Jordan] for them.", "IQ")]
    public void A_partner_that_acts_throughout_is_a_second_focus(string marked, string codes) =>
        Assert.Equal(codes.Split(' ').Order(), Parse(marked).Region.Focus.Select(f => f.Code).Order());

    [Theory]
    [InlineData("She wrote it in [NRP French], and read it in [CTY Kenya].", "FR", false)]
    [InlineData("An [NRP English]-language paper in [CTY Kenya].", "GB", false)]
    [InlineData("Ships were stopped in [NRP Turkish] waters.", "TR", true)]
    public void A_language_is_no_country(string marked, string code, bool isMentioned) =>
        Assert.Equal(isMentioned, Parse(marked).Region.Mentioned.Any(c => c.Code == code));

    [Fact]
    public void Two_places_of_one_name_are_kept_apart_where_the_text_does() =>
        Assert.Equal(
            ["LB", "LY"],
            Parse("Marches in [LOC Tripoli], [CTY Lebanon], and clashes in [LOC Tripoli], [CTY Libya].").Places.Select(p => p.Country));

    [Theory]
    [InlineData("Floods hit [CTY Georgia] and [LOC Tennessee]; boats went out in [LOC Savannah] and [LOC Nashville].", "US")]
    [InlineData("[CTY Georgia] voted on Sunday. Crowds filled [LOC Tbilisi], and the [CTY United States] urged calm.", "GE")]
    [InlineData("[NRP Turkish] teams came from [CTY Georgia] too, officials in [LOC Ankara] said.", "TR")]
    public void The_state_of_Georgia_and_the_country(string marked, string focus)
    {
        var (region, places) = Parse(marked);
        Assert.Equal(focus, region.Focus[0].Code);
        Assert.Equal(focus == "US", places.Any(p => p.Name == "Georgia" && p.Country == "US"));
        Assert.Equal(focus != "US", region.Mentioned.Any(c => c.Code == "GE"));
    }

    [Fact]
    public void A_dateline_weighs_in_the_focus_but_mentions_nothing()
    {
        Assert.Equal("PK", Parse("[NRP Indian] remarks were rejected. Blasts hit [LOC Quetta] and [LOC Peshawar]; envoys from [CTY Iran] left.", dateline: "Islamabad").Region.Focus[0].Code);
        Assert.DoesNotContain(Parse("[NRP Syrian] rebels entered [LOC Aleppo].", dateline: "Cairo").Region.Mentioned, c => c.Code == "EG");
    }

    [Fact]
    public void Nothing_named_is_nothing_known()
    {
        Assert.Same(Region.Empty, Parse("It rained.").Region);
        Assert.Same(Region.Empty, Parse("It rained.", "IQ").Region);
        Assert.Empty(Parse("").Places);
    }

    [Fact]
    public void Weights_sum_to_at_most_one_and_the_focus_is_mentioned()
    {
        var region = Parse("[CTY Iraq], [CTY Iran], [CTY Syria] and [CTY Turkey] met in [LOC Geneva].").Region;
        Assert.True(region.Mentioned.Sum(c => c.Weight) <= 1.0001);
        Assert.All(region.Focus, f => Assert.Contains(region.Mentioned, m => m.Code == f.Code));
        Assert.InRange(region.Focus.Count, 1, 3);
    }

    [Fact]
    public void Any_text_is_parsed() => Prop.ForAll<string?>(text =>
    {
        text = (text ?? "") + " Iraq’s Mosul, U.S. \ud800 Tripoli, Lebanon's, the ''s Al-\n\n-";
        var tokens = _tokenizer.Tokenize(text, null, new TextSpan(0, text.Length));
        var mentions = tokens.Tokens.Select((t, i) => new Mention(t.Span, i, 1, (EntityTag)(i % 12), 0.5f)).ToList();
        var header = new HeaderInfo { Body = new TextSpan(0, text.Length) };
        foreach (var names in new List<Mention>[] { [], mentions })
        {
            var places = _geoparser.Resolve(tokens, names, header);
            _ = _geoparser.ChooseRegion(tokens, places, names, header);
            if (places.Any(p => p.Mentions.Any(m => m.End > text.Length) || p.Roles.Count == 0 || p.Confidence is < 0 or > 1))
            {
                return false;
            }
        }

        return true;
    }).QuickCheckThrowOnFailure();
}
