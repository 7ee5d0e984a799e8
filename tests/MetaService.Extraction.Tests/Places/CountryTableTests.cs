using MetaService.Extraction.Places;

namespace MetaService.Extraction.Tests.Places;

public class CountryTableTests
{
    [Theory]
    [InlineData("Iraq", "IQ", CountryNameKind.Name)]
    [InlineData("IRAQ", "IQ", CountryNameKind.Name)]
    [InlineData("Iraqis", "IQ", CountryNameKind.Demonym)]
    [InlineData("Briton", "GB", CountryNameKind.Demonym)]
    [InlineData("Scotland", "GB", CountryNameKind.Name)]
    [InlineData("U.S.", "US", CountryNameKind.Abbreviation)]
    [InlineData("UAE", "AE", CountryNameKind.Abbreviation)]
    [InlineData("Türkiye", "TR", CountryNameKind.Name)]
    [InlineData("Turkiye", "TR", CountryNameKind.Name)]
    [InlineData("Holland", "NL", CountryNameKind.Name)]
    [InlineData("Burma", "MM", CountryNameKind.Name)]
    [InlineData("Cote d’Ivoire", "CI", CountryNameKind.Name)]
    [InlineData("Guinea-Bissau", "GW", CountryNameKind.Name)]
    [InlineData("Kosovar", "XK", CountryNameKind.Demonym)]
    [InlineData("Palestinians", "PS", CountryNameKind.Demonym)]
    [InlineData("Hong Kong", "HK", CountryNameKind.Name)]
    [InlineData("Western Sahara", "EH", CountryNameKind.Name)]
    [InlineData("St. Lucia", "LC", CountryNameKind.Name)]
    [InlineData("Trinidad & Tobago", "TT", CountryNameKind.Name)]
    public void Finds_names_abbreviations_and_demonyms(string name, string code, CountryNameKind kind)
    {
        Assert.True(CountryTable.Shared.TryFind(name, out var country, out var found));
        Assert.Equal((code, kind), (country.Code, found));
    }

    [Theory]
    [InlineData("us")]
    [InlineData("Uk")]
    [InlineData("Kurdistan")]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("\ud800")]
    public void Does_not_find_what_is_no_country(string name) => Assert.False(CountryTable.Shared.TryFind(name, out _, out _));

    [Theory]
    [InlineData("the United Arab Emirates said", 4, "United Arab Emirates", "AE")]
    [InlineData("Iraq's prime minister", 0, "Iraq", "IQ")]
    [InlineData("Saudi Arabian pilots", 0, "Saudi Arabian", "SA")]
    [InlineData("Saudi pilots", 0, "Saudi", "SA")]
    [InlineData("South Korean troops", 0, "South Korean", "KR")]
    [InlineData("Republic of\nIraq", 0, "Republic of\nIraq", "IQ")]
    [InlineData("U.S. troops", 0, "U.S.", "US")]
    [InlineData("in the US. Later", 7, "US", "US")]
    [InlineData("Guinea-Bissau's army", 0, "Guinea-Bissau", "GW")]
    [InlineData("South Sudan", 0, "South Sudan", "SS")]
    [InlineData("South Africans vote", 0, "South Africans", "ZA")]
    public void Takes_the_longest_name_at_a_place(string text, int start, string expected, string code)
    {
        Assert.True(CountryTable.Shared.TryFindAt(text, start, out var mention));
        Assert.Equal((expected, code), (mention.Span.Of(text).ToString(), mention.Country.Code));
    }

    [Theory]
    [InlineData("iraq", 0)]
    [InlineData("IraqiNews", 0)]
    [InlineData("let us go", 4)]
    [InlineData("xIraq", 1)]
    public void Finds_nothing_within_words_or_in_small_letters(string text, int start) =>
        Assert.False(CountryTable.Shared.TryFindAt(text, start, out _));

    [Theory]
    [InlineData("IQ", "145", "Western Asia", "IRQ")]
    [InlineData("EGY", "015", "Northern Africa", "EGY")]
    [InlineData("ir", "034", "Southern Asia", "IRN")]
    [InlineData("US", "021", "Northern America", "USA")]
    [InlineData("PE", "419", "Latin America and the Caribbean", "PER")]
    [InlineData("KE", "202", "Sub-Saharan Africa", "KEN")]
    [InlineData("XK", "039", "Southern Europe", "KSV")]
    public void Knows_regions_and_codes(string code, string subregion, string name, string cameo)
    {
        var country = CountryTable.Shared.Find(code)!;
        Assert.Equal((subregion, name, cameo), (country.Subregion, country.SubregionName, country.CameoCode));
    }

    [Fact]
    public void Codes_are_unique_and_every_name_leads_to_some_country()
    {
        var all = CountryTable.Shared.All;
        Assert.Equal(all.Count, all.Select(c => c.Code).Distinct().Count());
        Assert.All(all, c => Assert.True(CountryTable.Shared.TryFind(c.Name, out var found, out _) && found == c, c.Name));
        Assert.All(all.SelectMany(c => c.Demonyms), d => Assert.True(CountryTable.Shared.TryFind(d, out _, out _), d));
    }
}
