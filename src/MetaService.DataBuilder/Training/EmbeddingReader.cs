using System.Text;

namespace MetaService.DataBuilder.Training;

/// <summary>Reads word vectors, in order of the words' frequency, from the JSON of wink-embeddings as a stream.</summary>
internal static class EmbeddingReader
{
    /// <summary>Numbers of a vector.</summary>
    public const int Dimensions = 100;

    /// <summary>The first <paramref name="count"/> words with their vectors, one after the other in one array.</summary>
    public static (List<string> Words, float[] Vectors) Read(string file, int count)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        var reader = new ByteReader(stream);
        reader.SkipPast("\"vectors\":{"u8);
        var words = new List<string>(count);
        var vectors = new float[count * Dimensions];
        while (words.Count < count && reader.NextString() is { } word)
        {
            var at = words.Count * Dimensions;
            for (var i = 0; i < Dimensions; i++)
            {
                vectors[at + i] = reader.NextNumber();
            }

            reader.SkipPast("]"u8);
            words.Add(word);
        }

        return words.Count == count ? (words, vectors) : throw new UsageException($"{file} holds only {words.Count} vectors");
    }

    private sealed class ByteReader(Stream stream)
    {
        private readonly byte[] _buffer = new byte[1 << 20];
        private int _at;
        private int _count;

        private int Next()
        {
            if (_at == _count)
            {
                _count = stream.Read(_buffer);
                _at = 0;
                if (_count == 0)
                {
                    return -1;
                }
            }

            return _buffer[_at++];
        }

        public void SkipPast(ReadOnlySpan<byte> mark)
        {
            // The marks start with a byte that does not recur in them.
            var matched = 0;
            while (matched < mark.Length)
            {
                var b = Next();
                if (b < 0)
                {
                    throw new UsageException("the vectors end too early");
                }

                matched = b == mark[matched] ? matched + 1 : b == mark[0] ? 1 : 0;
            }
        }

        public string? NextString()
        {
            int b;
            while ((b = Next()) != '"')
            {
                if (b is '}' or < 0)
                {
                    return null;
                }
            }

            var bytes = new List<byte>(16);
            while ((b = Next()) != '"')
            {
                if (b == '\\')
                {
                    b = Next();
                    if (b == 'u')
                    {
                        var code = 0;
                        for (var i = 0; i < 4; i++)
                        {
                            code = (code * 16) + Convert.ToInt32(((char)Next()).ToString(), 16);
                        }

                        bytes.AddRange(Encoding.UTF8.GetBytes(((char)code).ToString()));
                        continue;
                    }
                }

                bytes.Add((byte)b);
            }

            return Encoding.UTF8.GetString([.. bytes]);
        }

        public float NextNumber()
        {
            int b;
            while ((b = Next()) is '[' or ',' or ':' or ' ')
            {
            }

            var negative = b == '-';
            if (negative)
            {
                b = Next();
            }

            double value = 0, unit = 1;
            var isFraction = false;
            for (; b is >= '0' and <= '9' or '.'; b = Next())
            {
                if (b == '.')
                {
                    isFraction = true;
                }
                else if (isFraction)
                {
                    unit /= 10;
                    value += (b - '0') * unit;
                }
                else
                {
                    value = (value * 10) + (b - '0');
                }
            }

            if (b is 'e' or 'E')
            {
                var text = new StringBuilder();
                for (b = Next(); b is >= '0' and <= '9' or '-' or '+'; b = Next())
                {
                    text.Append((char)b);
                }

                value *= Math.Pow(10, int.Parse(text.ToString(), System.Globalization.CultureInfo.InvariantCulture));
            }

            _at--;
            return (float)(negative ? -value : value);
        }
    }
}
