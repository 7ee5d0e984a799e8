using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Text;

public class LanguageDetectorTests
{
    [Theory]
    [InlineData("en", "The minister said on Sunday that the bridge will be open to traffic in March.")]
    [InlineData("en", "Lena Okafor met ministers in Lima on Thursday.")]
    [InlineData("en", "Iraqi and Turkish officials discuss the water share of the two rivers")]
    [InlineData("fr", "Le ministre a déclaré dimanche que le pont sera ouvert à la circulation en mars.")]
    [InlineData("de", "Der Minister sagte am Sonntag, dass die Brücke im März für den Verkehr geöffnet wird.")]
    [InlineData("es", "El ministro dijo el domingo que el puente se abrirá al tráfico en marzo.")]
    [InlineData("it", "Il ministro ha detto domenica che il ponte sarà aperto al traffico a marzo.")]
    [InlineData("pt", "O ministro disse no domingo que a ponte não será aberta ao tráfego em março.")]
    [InlineData("nl", "De minister zei zondag dat de brug in maart voor het verkeer wordt geopend.")]
    [InlineData("sv", "Ministern sade på söndagen att bron ska öppnas för trafik i mars och att den är färdig.")]
    [InlineData("tr", "Bakan pazar günü yaptığı açıklamada köprünün mart ayında trafiğe açılacağını ve bu yıl için hazır olduğunu söyledi.")]
    [InlineData("pl", "Minister powiedział w niedzielę, że most zostanie otwarty dla ruchu w marcu i nie będzie płatny.")]
    [InlineData("ro", "Ministrul a declarat duminică că podul va fi deschis traficului în luna martie și că nu este gata.")]
    [InlineData("ku", "Wezîr got ku pira nû dê di meha adarê de ji bo xelkê bê vekirin û ev kar ji bo herêmê girîng e.")]
    [InlineData("ku", "وەزیر ڕایگەیاند کە پردەکە لە مانگی ئازار بۆ هاتوچۆ دەکرێتەوە و ئەم کارە بۆ هەرێم گرنگە")]
    [InlineData("ar", "قال الوزير يوم الأحد إن الجسر سيفتح أمام حركة المرور في شهر آذار")]
    [InlineData("fa", "وزیر روز یکشنبه گفت که این پل در ماه اسفند برای رفت و آمد باز می شود")]
    [InlineData("ur", "وزیر نے اتوار کو کہا کہ پل مارچ میں ٹریفک کے لیے کھول دیا جائے گا")]
    [InlineData("he", "השר אמר ביום ראשון כי הגשר ייפתח לתנועה במרץ")]
    [InlineData("ru", "Министр сообщил в воскресенье, что мост откроют для движения в марте.")]
    [InlineData("uk", "Міністр повідомив у неділю, що міст відкриють для руху в березні і він буде безкоштовним.")]
    [InlineData("el", "Ο υπουργός είπε την Κυριακή ότι η γέφυρα θα ανοίξει τον Μάρτιο.")]
    [InlineData("zh", "部长星期日表示，大桥将于三月通车。")]
    [InlineData("ja", "大臣は日曜日、橋が三月に開通すると述べた。")]
    [InlineData("ko", "장관은 일요일에 다리가 3월에 개통될 것이라고 말했다.")]
    [InlineData("hi", "मंत्री ने रविवार को कहा कि पुल मार्च में यातायात के लिए खुलेगा।")]
    public void Tells_languages(string expected, string text) => Assert.Equal(expected, LanguageDetector.Detect(text));

    [Theory]
    [InlineData("")]
    [InlineData("12 345 - 67")]
    [InlineData("\uD800")]
    public void Says_unknown_where_nothing_speaks(string text) => Assert.Equal(LanguageDetector.Unknown, LanguageDetector.Detect(text));

    [Fact]
    public void Latin_names_do_not_make_an_Arabic_text_English() =>
        Assert.Equal("ar", LanguageDetector.Detect("وقالت شركة Siemens Energy إن العقد مع وزارة الكهرباء في بغداد"));

    [Fact]
    public void Damaged_English_is_English() =>
        Assert.Equal("en", LanguageDetector.Detect("Theminister said onSunday that thebridge will beopen to trafficin March, and thecrossing is free ofcharge."));
}
