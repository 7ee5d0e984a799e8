using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Places;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Places;

public class GazetteerTests
{
    [Theory]
    [InlineData("BAGHDAD", null, "Baghdad", "IQ")]
    [InlineData("Sulaimani", null, "Sulaymaniyah", "IQ")]
    [InlineData("SLEMANI", null, "Sulaymaniyah", "IQ")]
    [InlineData("Idleb", null, "Idlib", "SY")]
    [InlineData("Hawler", null, "Erbil", "IQ")]
    [InlineData("al-Mawsil", null, "Mosul", "IQ")]
    [InlineData("Téhéran", null, "Tehran", "IR")]
    [InlineData("Makkah", null, "Mecca", "SA")]
    [InlineData("Lashkargah", null, "Lashkar Gah", "AF")]
    [InlineData("Sana'a", null, "Sana'a", "YE")]
    [InlineData("Sanaa", null, "Sana'a", "YE")]
    [InlineData("بغداد", null, "Baghdad", "IQ")]
    [InlineData("Москва", null, "Moscow", "RU")]
    [InlineData("Deir Ezzor", null, "Deir al-Zour", "SY")]
    [InlineData("Elazığ", null, "Elazığ", "TR")]
    [InlineData("Tripoli", null, "Tripoli", "LY")]
    [InlineData("Tripoli", "LB", "Tripoli", "LB")]
    [InlineData("WASHINGTON", null, "Washington", "US")]
    [InlineData("New York", null, "New York", "US")]
    [InlineData("Jerusalem", null, "Jerusalem", "IL")]
    [InlineData("Geneva", null, "Geneva", "CH")]
    [InlineData("Al-Falluja", null, "Fallujah", "IQ")]
    [InlineData("Hamdaniya", "IQ", "Qaraqosh", "IQ")]
    public void Canonical_cities(string printed, string? hint, string name, string country)
    {
        Assert.True(Gazetteer.Shared.TryCanonicalCity(printed, hint, out var canonical, out var home));
        Assert.Equal((name, country), (canonical, home));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("PROVINCES")]
    [InlineData("\udc00\ud800")]
    [InlineData("a very long name that is certainly no name of any city anywhere in the world, of more than a hundred characters in all")]
    public void No_city(string printed) => Assert.False(Gazetteer.Shared.TryCanonicalCity(printed, null, out _, out _));

    [Theory]
    [InlineData("Nineveh Plains", PlaceKind.Region, "IQ")]
    [InlineData("Gaza Strip", PlaceKind.Region, "PS")]
    [InlineData("Donbass", PlaceKind.Region, "UA")]
    [InlineData("Euphrates River", PlaceKind.Feature, null)]
    [InlineData("Strait of Hormuz", PlaceKind.Feature, null)]
    [InlineData("Horn of Africa", PlaceKind.Region, null)]
    [InlineData("Mount Sinjar", PlaceKind.Feature, "IQ")]
    [InlineData("Thi Qar", PlaceKind.Admin1, "IQ")]
    [InlineData("Nineveh province", PlaceKind.Unknown, null)]
    public void Regions_features_and_provinces(string name, PlaceKind kind, string? country)
    {
        var found = new int[Gazetteer.MaxCandidates];
        var count = Gazetteer.Shared.Find(name, found);
        if (kind == PlaceKind.Unknown)
        {
            Assert.Equal(0, count);
            return;
        }

        Assert.Contains(found.Take(count).Select(i => Gazetteer.Shared[i]), p => p.Kind == kind && p.Country == country && p.IsListed);
    }

    [Fact]
    public void A_place_knows_its_divisions_coordinates_and_zone()
    {
        var found = new int[Gazetteer.MaxCandidates];
        Gazetteer.Shared.Find("Fallujah", found);
        var place = Gazetteer.Shared[found[0]];
        Assert.Equal(("Fallujah", "IQ", PlaceKind.City, 99454, "Asia/Baghdad"), (place.Name, place.Country, place.Kind, place.GeonameId, place.Zone));
        Assert.Equal("Anbar", place.Admin1?.Name);
        Assert.InRange(place.Latitude, 33.3490, 33.3492);
        Assert.InRange(place.Longitude, 43.7858, 43.7862);
        Assert.InRange(place.Population, 180_000, 200_000);
    }

    [Theory]
    [InlineData("Al-Ramady", "Ramadi")]
    [InlineData("Qayyara", "Qayyarah")]
    [InlineData("Nassiriyyah", "Nasiriyah")]
    [InlineData("Dair al-Zor", "Deir al-Zour")]
    public void Transliterations_meet_in_the_loose_key(string printed, string name)
    {
        var found = new int[Gazetteer.MaxCandidates];
        var count = Gazetteer.Shared.FindLoose(printed, found);
        Assert.Contains(name, found.Take(count).Select(i => Gazetteer.Shared[i].Name));
    }

    [Fact]
    public void Every_name_finds_its_place()
    {
        var found = new int[1000];
        for (var i = 0; i < Gazetteer.Shared.Count; i += 97)
        {
            var place = Gazetteer.Shared[i];
            var count = Gazetteer.Shared.Find(place.Name, found);
            Assert.True(count == found.Length || found.AsSpan(0, count).Contains(i) || place.Name.Length < 2, place.Name);
        }
    }

    [Fact]
    public void Any_string_may_be_looked_up() => Prop.ForAll<string?>(name =>
    {
        var found = new int[Gazetteer.MaxCandidates];
        name ??= "";
        var count = Gazetteer.Shared.Find(name, found);
        _ = Gazetteer.Shared.FindLoose(name, found);
        _ = Gazetteer.Shared.TryCanonicalCity(name, "IQ", out _, out _);
        return count >= 0 && Gazetteer.Shared.Find(name.ToUpperInvariant(), new int[Gazetteer.MaxCandidates]) >= 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_loose_key_is_no_longer_than_the_key_and_levelled_once_for_all() => Prop.ForAll<string?>(name =>
    {
        var key = TextFolding.FoldKey(name ?? "");
        var once = new char[key.Length];
        var length = GazetteerFormat.Loosen(key, once);
        return length <= key.Length && !new string(once, 0, length).Contains("  ", StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public unsafe void Bytes_that_are_no_gazetteer_are_refused()
    {
        var bytes = new byte[100];
        fixed (byte* data = bytes)
        {
            var pointer = (nint)data;
            Assert.Throws<InvalidDataException>(() => new Gazetteer((byte*)pointer, 0));
            Assert.Throws<InvalidDataException>(() => new Gazetteer((byte*)pointer, 100));
        }
    }
}
