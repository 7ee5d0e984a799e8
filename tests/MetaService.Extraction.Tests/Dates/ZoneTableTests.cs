using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Tests.Dates;

public class ZoneTableTests
{
    private static readonly ZoneTable _zones = ZoneTable.Default;

    [Theory]
    [InlineData("Asia/Baghdad", 2019, 8, 24, 180)]
    [InlineData("Asia/Baghdad", 2005, 7, 1, 240)]
    [InlineData("Asia/Tehran", 2019, 4, 15, 270)]
    [InlineData("Asia/Tehran", 2019, 11, 27, 210)]
    [InlineData("Asia/Tehran", 2023, 7, 1, 210)]
    [InlineData("Europe/Oslo", 2012, 4, 2, 120)]
    [InlineData("America/New_York", 2019, 12, 2, -300)]
    [InlineData("America/New_York", 2018, 9, 25, -240)]
    [InlineData("Asia/Almaty", 2019, 8, 2, 360)]
    [InlineData("Asia/Almaty", 2024, 8, 2, 300)]
    [InlineData("Asia/Kathmandu", 2020, 1, 1, 345)]
    [InlineData("Asia/Calcutta", 2020, 1, 1, 330)]
    [InlineData("asia/tehran", 2019, 4, 15, 270)]
    [InlineData("Europe/Paris", 2037, 7, 1, 120)]
    [InlineData("Europe/Paris", 2099, 1, 1, 60)]
    public void Knows_the_offset(string zone, int year, int month, int day, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), _zones.Offset(zone, new DateTime(year, month, day, 12, 0, 0)));

    [Fact]
    public void A_change_falls_on_its_hour()
    {
        // Paris, 31 March 2019: 02:00 becomes 03:00; 27 October: 03:00 becomes 02:00.
        Assert.Equal(TimeSpan.FromHours(1), _zones.Offset("Europe/Paris", new DateTime(2019, 3, 31, 1, 59, 0)));
        Assert.Equal(TimeSpan.FromHours(2), _zones.Offset("Europe/Paris", new DateTime(2019, 3, 31, 3, 0, 0)));
        Assert.Equal(TimeSpan.FromHours(2), _zones.Offset("Europe/Paris", new DateTime(2019, 10, 27, 2, 30, 0)));
        Assert.Equal(TimeSpan.FromHours(1), _zones.Offset("Europe/Paris", new DateTime(2019, 10, 27, 3, 0, 0)));
    }

    [Fact]
    public void Unknown_zones_have_none()
    {
        Assert.Null(_zones.Offset("Mars/Olympus", default));
        Assert.Null(_zones.Offset(null, default));
        Assert.Null(_zones.Abbreviation("XYZ", null, null, default));
        Assert.NotNull(_zones.Offset("Asia/Baghdad", DateTime.MinValue));
        Assert.NotNull(_zones.Offset("Asia/Baghdad", DateTime.MaxValue));
    }

    [Fact]
    public void Every_zone_reads() => Assert.All(_zones.Names, name => Assert.NotNull(_zones.Offset(name, new DateTime(2020, 6, 1))));
}
