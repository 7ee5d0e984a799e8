using MetaService.Extraction.Headers;

namespace MetaService.Extraction.Tests.Headers;

public class OutletCatalogTests
{
    private static readonly OutletCatalog _catalog = OutletCatalog.Embedded;

    [Theory]
    [InlineData("Reuters", "reuters")]
    [InlineData("REUTERS", "reuters")]
    [InlineData("the jordan times", "jordan-times")]
    [InlineData("Jordan Times", "jordan-times")]
    [InlineData("Hurriyet Daily News", "hurriyet-daily-news")]
    [InlineData("EL PAÍS", "el-pais")]
    [InlineData("وكالة نينا", "nina")]
    [InlineData("Hatha al Youm", "hatha-al-youm")]
    public void A_name_is_found_without_case_accents_and_punctuation(string name, string id) =>
        Assert.Contains(_catalog.ByName(name), o => o.Id == id);

    [Theory]
    [InlineData("Time")]
    [InlineData("Petra")]
    [InlineData("ST")]
    [InlineData("Vox")]
    public void An_ordinary_word_names_an_outlet_in_a_header_only(string name)
    {
        Assert.NotEmpty(_catalog.ByName(name, OutletSlot.Header));
        Assert.Empty(_catalog.ByName(name, OutletSlot.Text));
        Assert.True(_catalog.IsWeak(name));
    }

    [Theory]
    [InlineData("https://www.reuters.com/world/x", "reuters")]
    [InlineData("http://english.hathalyoum.net/articles/1", "hatha-al-youm")]
    [InlineData("edition.reuters.com:8080", "reuters")]
    [InlineData("https://www.mofa.gov.iq/london/en/2019/x/", "embassy-iraq-london")]
    [InlineData("https://www.mofa.gov.iq/2019/x/", "iraq-mofa")]
    [InlineData("HTTPS://USER:PW@WWW.REUTERS.COM/NEWS", "reuters")]
    public void An_address_leads_to_its_outlet(string address, string id) => Assert.Equal(id, _catalog.ByAddress(address)?.Id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("https://")]
    [InlineData("https://com/")]
    [InlineData("https://notreuters.com/")]
    [InlineData("://\ud800.x/")]
    public void An_unknown_address_leads_to_none(string? address) => Assert.Null(_catalog.ByAddress(address));

    [Fact]
    public void The_longest_name_at_a_place_wins()
    {
        const string text = "by Kuwait News Agency (KUNA)";
        var match = _catalog.MatchAt(text, 3, text.Length);
        Assert.NotNull(match);
        Assert.Equal("Kuwait News Agency", text.Substring(3, match.Value.Length)[..18]);
        Assert.Contains(match.Value.Claimants, o => o.Id == "kuna");
    }

    [Fact]
    public void A_name_ends_at_the_end_of_a_word()
    {
        const string text = "Reutersville";
        Assert.Null(_catalog.MatchAt(text, 0, text.Length));
    }

    [Fact]
    public void A_shared_name_is_settled_by_site_country_or_city_and_stays_open_without()
    {
        var nation = _catalog.ByName("The National");
        Assert.True(nation.Count > 1);
        Assert.Null(_catalog.Settle(nation, default));
        Assert.Equal("the-national", _catalog.Settle(nation, new OutletEvidence(null, "AE", null))?.Id);
        Assert.Equal("the-national", _catalog.Settle(nation, new OutletEvidence(_catalog.ById("the-national"), null, null))?.Id);
    }

    [Fact]
    public void Every_row_is_sound()
    {
        Assert.NotEmpty(_catalog.Outlets);
        foreach (var outlet in _catalog.Outlets)
        {
            Assert.NotEqual("", outlet.Name);
            Assert.Contains(outlet, _catalog.ByName(outlet.Name));
            Assert.True(outlet.Country is null or { Length: 2 }, outlet.Id);
            Assert.DoesNotContain(outlet.Domains, d => d.StartsWith("www.", StringComparison.Ordinal));
        }
    }
}
