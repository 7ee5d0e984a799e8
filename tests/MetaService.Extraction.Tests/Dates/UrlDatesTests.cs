using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Dates;

namespace MetaService.Extraction.Tests.Dates;

public class UrlDatesTests
{
    [Theory]
    [InlineData("https://dev.example.com/blog/2014/10/27/kurdish-units/", "2014-10-27")]
    [InlineData("https://example.com/2019/07/checkpoints-and-their-keepers/", "2019-07")]
    [InlineData("https://example.com/2019/07/", "2019-07")]
    [InlineData("http://en.example.cn/2018-01/13/content_50222318.htm", "2018-01-13")]
    [InlineData("http://en.example.cn/2018-01-13/content.htm", "2018-01-13")]
    [InlineData("https://www.example.com/fa/news/1400/08/11/2598214", "2021-11-02")]
    [InlineData("https://example.com/20190826-story", "2019-08-26")]
    [InlineData("https://example.com/news/20190826/story", "2019-08-26")]
    [InlineData("https://example.com/a/2019_08_26_story.html", "2019-08-26")]
    [InlineData("example.com/2019/8/6/x", "2019-08-06")]
    public void Finds_the_date(string address, string date) => Assert.Equal(date, UrlDates.Find(address).ToString());

    [Theory]
    [InlineData("https://www.example.net/english/kurdistan/311020163")]
    [InlineData("https://www.example.net/news/83443299")]
    [InlineData("https://example.com/articles/2877141")]
    [InlineData("https://example.com/c_138393840.htm")]
    [InlineData("https://2019.example.com/08/24")]
    [InlineData("https://example.com/2019/13/24/x")]
    [InlineData("https://example.com/2019/topic")]
    [InlineData("https://example.com/news/30/20935")]
    [InlineData("https://www.example.com/archive/x/1-1-1020813")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("://////")]
    public void Ids_are_no_dates(string? address) => Assert.Null(UrlDates.Find(address));

    [Fact]
    public void Never_throws() =>
        Prop.ForAll(
            Gen.Elements("http", "://", "/", "2019", "08", "24", "1400", "-", "_", "?", "20190826", "\uD800", "a", "=").ListOf().Select(p => string.Concat(p)).ToArbitrary(),
            address =>
            {
                UrlDates.Find(address);
                return true;
            }).QuickCheckThrowOnFailure();
}
