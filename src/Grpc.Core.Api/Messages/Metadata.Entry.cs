using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz_-.");

    /// <summary>One key and its value. Immutable.</summary>
    [DebuggerDisplay("{ToString(),nq}")]
    public class Entry
    {
        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <summary>Creates an entry with a binary value.</summary>
        /// <param name="key">The key; it is lower-cased and must end in <see cref="BinaryHeaderSuffix"/>.</param>
        /// <param name="valueBytes">The value, which is copied.</param>
        /// <exception cref="ArgumentException">The key has the wrong end, is empty or holds a character that keys may not hold.</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = NormalizeKey(key);
            if (!IsBinary)
            {
                throw new ArgumentException($"The key of a binary metadata entry must end in '{BinaryHeaderSuffix}'.", nameof(key));
            }

            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = (byte[])valueBytes.Clone();
        }

        /// <summary>Creates an entry with a string value.</summary>
        /// <param name="key">The key; it is lower-cased and must not end in <see cref="BinaryHeaderSuffix"/>.</param>
        /// <param name="value">
        /// The value. Only ASCII characters can be sent: the transport refuses others when the call starts, so that an entry
        /// received from a careless peer can still be read.
        /// </param>
        /// <exception cref="ArgumentException">The key has the wrong end, is empty or holds a character that keys may not hold.</exception>
        /// <exception cref="ArgumentNullException">An argument is null.</exception>
        public Entry(string key, string value)
        {
            Key = NormalizeKey(key);
            if (IsBinary)
            {
                throw new ArgumentException($"The key of a metadata entry with a string value must not end in '{BinaryHeaderSuffix}'.", nameof(key));
            }

            ArgumentNullException.ThrowIfNull(value);
            _text = value;
        }

        /// <summary>The key in lower case.</summary>
        public string Key { get; }

        /// <summary>A copy of the binary value, or the string value in ASCII.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : (byte[])_bytes.Clone();

        /// <summary>The string value.</summary>
        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException("A binary metadata entry has no string value.");

        /// <summary>True when the value is binary, which the key says.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The key with the string value, or with the type of a binary one.</summary>
        public override string ToString() => _text is null ? $"[Entry: key={Key}, valueBytes={_bytes}]" : $"[Entry: key={Key}, value={_text}]";

        private static string NormalizeKey(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var normalized = key.ToLowerInvariant();
            if (normalized.Length == 0 || normalized.AsSpan().ContainsAnyExcept(KeyCharacters))
            {
                throw new ArgumentException(
                    $"'{key}' is no metadata key: it must consist of ASCII letters, digits, underscores, hyphens and dots.", nameof(key));
            }

            return normalized;
        }
    }
}
