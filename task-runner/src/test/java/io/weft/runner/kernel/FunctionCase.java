package io.weft.runner.kernel;

import static io.weft.api.BitFunctions.bitCount;
import static io.weft.api.BitFunctions.bitwiseAnd;
import static io.weft.api.BitFunctions.bitwiseNot;
import static io.weft.api.BitFunctions.bitwiseOr;
import static io.weft.api.BitFunctions.bitwiseXor;
import static io.weft.api.BitFunctions.shiftleft;
import static io.weft.api.BitFunctions.shiftright;
import static io.weft.api.BitFunctions.shiftrightunsigned;
import static io.weft.api.BitFunctions.xxhash64;
import static io.weft.api.Columns.col;
import static io.weft.api.Columns.date;
import static io.weft.api.Columns.decimal;
import static io.weft.api.Columns.lit;
import static io.weft.api.Columns.nullOf;
import static io.weft.api.Columns.timestampNtz;
import static io.weft.api.DateFormFunctions.atTimeZone;
import static io.weft.api.DateFormFunctions.dateFormat;
import static io.weft.api.DateFormFunctions.dateFromUnixDate;
import static io.weft.api.DateFormFunctions.fromUnixtime;
import static io.weft.api.DateFormFunctions.timestampMicros;
import static io.weft.api.DateFormFunctions.timestampMillis;
import static io.weft.api.DateFormFunctions.timestampSeconds;
import static io.weft.api.DateFormFunctions.toDate;
import static io.weft.api.DateFormFunctions.toTimestamp;
import static io.weft.api.DateFormFunctions.unixDate;
import static io.weft.api.DateFormFunctions.unixMicros;
import static io.weft.api.DateFormFunctions.unixMillis;
import static io.weft.api.DateFormFunctions.unixTimestamp;
import static io.weft.api.DateFunctions.addMonths;
import static io.weft.api.DateFunctions.currentDate;
import static io.weft.api.DateFunctions.currentTimestamp;
import static io.weft.api.DateFunctions.dateAdd;
import static io.weft.api.DateFunctions.datePart;
import static io.weft.api.DateFunctions.dateSub;
import static io.weft.api.DateFunctions.dateTrunc;
import static io.weft.api.DateFunctions.datediff;
import static io.weft.api.DateFunctions.day;
import static io.weft.api.DateFunctions.dayofmonth;
import static io.weft.api.DateFunctions.dayofweek;
import static io.weft.api.DateFunctions.dayofyear;
import static io.weft.api.DateFunctions.hour;
import static io.weft.api.DateFunctions.lastDay;
import static io.weft.api.DateFunctions.makeDate;
import static io.weft.api.DateFunctions.minute;
import static io.weft.api.DateFunctions.month;
import static io.weft.api.DateFunctions.monthsBetween;
import static io.weft.api.DateFunctions.nextDay;
import static io.weft.api.DateFunctions.quarter;
import static io.weft.api.DateFunctions.second;
import static io.weft.api.DateFunctions.timestampadd;
import static io.weft.api.DateFunctions.timestampdiff;
import static io.weft.api.DateFunctions.trunc;
import static io.weft.api.DateFunctions.weekday;
import static io.weft.api.DateFunctions.weekofyear;
import static io.weft.api.DateFunctions.year;
import static io.weft.api.EncodingFunctions.base64;
import static io.weft.api.EncodingFunctions.crc32;
import static io.weft.api.EncodingFunctions.decode;
import static io.weft.api.EncodingFunctions.encode;
import static io.weft.api.EncodingFunctions.hex;
import static io.weft.api.EncodingFunctions.md5;
import static io.weft.api.EncodingFunctions.sha1;
import static io.weft.api.EncodingFunctions.sha2;
import static io.weft.api.EncodingFunctions.unbase64;
import static io.weft.api.EncodingFunctions.unhex;
import static io.weft.api.Functions.call;
import static io.weft.api.Functions.coalesce;
import static io.weft.api.Functions.greatest;
import static io.weft.api.Functions.ifNull;
import static io.weft.api.Functions.least;
import static io.weft.api.Functions.nullIf;
import static io.weft.api.Functions.when;
import static io.weft.api.MathFunctions.abs;
import static io.weft.api.MathFunctions.acos;
import static io.weft.api.MathFunctions.asin;
import static io.weft.api.MathFunctions.atan;
import static io.weft.api.MathFunctions.atan2;
import static io.weft.api.MathFunctions.bround;
import static io.weft.api.MathFunctions.cbrt;
import static io.weft.api.MathFunctions.ceil;
import static io.weft.api.MathFunctions.cos;
import static io.weft.api.MathFunctions.cosh;
import static io.weft.api.MathFunctions.cot;
import static io.weft.api.MathFunctions.degrees;
import static io.weft.api.MathFunctions.div;
import static io.weft.api.MathFunctions.e;
import static io.weft.api.MathFunctions.exp;
import static io.weft.api.MathFunctions.expm1;
import static io.weft.api.MathFunctions.floor;
import static io.weft.api.MathFunctions.hypot;
import static io.weft.api.MathFunctions.isnan;
import static io.weft.api.MathFunctions.ln;
import static io.weft.api.MathFunctions.log;
import static io.weft.api.MathFunctions.log10;
import static io.weft.api.MathFunctions.log1p;
import static io.weft.api.MathFunctions.log2;
import static io.weft.api.MathFunctions.nanvl;
import static io.weft.api.MathFunctions.pi;
import static io.weft.api.MathFunctions.pmod;
import static io.weft.api.MathFunctions.pow;
import static io.weft.api.MathFunctions.radians;
import static io.weft.api.MathFunctions.round;
import static io.weft.api.MathFunctions.sign;
import static io.weft.api.MathFunctions.sin;
import static io.weft.api.MathFunctions.sinh;
import static io.weft.api.MathFunctions.sqrt;
import static io.weft.api.MathFunctions.tan;
import static io.weft.api.MathFunctions.tanh;
import static io.weft.api.MathFunctions.truncate;
import static io.weft.api.NestedFunctions.array;
import static io.weft.api.NestedFunctions.arrayContains;
import static io.weft.api.NestedFunctions.arrayJoin;
import static io.weft.api.NestedFunctions.arrayPosition;
import static io.weft.api.NestedFunctions.elementAt;
import static io.weft.api.NestedFunctions.map;
import static io.weft.api.NestedFunctions.mapKeys;
import static io.weft.api.NestedFunctions.mapValues;
import static io.weft.api.NestedFunctions.namedStruct;
import static io.weft.api.NestedFunctions.sequence;
import static io.weft.api.NestedFunctions.size;
import static io.weft.api.NestedFunctions.sortArray;
import static io.weft.api.NestedFunctions.split;
import static io.weft.api.PatternFunctions.ilike;
import static io.weft.api.PatternFunctions.like;
import static io.weft.api.PatternFunctions.regexpCount;
import static io.weft.api.PatternFunctions.regexpExtract;
import static io.weft.api.PatternFunctions.regexpReplace;
import static io.weft.api.StringFunctions.ascii;
import static io.weft.api.StringFunctions.charLength;
import static io.weft.api.StringFunctions.chr;
import static io.weft.api.StringFunctions.concat;
import static io.weft.api.StringFunctions.concatWs;
import static io.weft.api.StringFunctions.formatNumber;
import static io.weft.api.StringFunctions.initcap;
import static io.weft.api.StringFunctions.instr;
import static io.weft.api.StringFunctions.left;
import static io.weft.api.StringFunctions.length;
import static io.weft.api.StringFunctions.levenshtein;
import static io.weft.api.StringFunctions.locate;
import static io.weft.api.StringFunctions.lower;
import static io.weft.api.StringFunctions.lpad;
import static io.weft.api.StringFunctions.ltrim;
import static io.weft.api.StringFunctions.octetLength;
import static io.weft.api.StringFunctions.position;
import static io.weft.api.StringFunctions.repeat;
import static io.weft.api.StringFunctions.replace;
import static io.weft.api.StringFunctions.reverse;
import static io.weft.api.StringFunctions.right;
import static io.weft.api.StringFunctions.rpad;
import static io.weft.api.StringFunctions.rtrim;
import static io.weft.api.StringFunctions.splitPart;
import static io.weft.api.StringFunctions.substring;
import static io.weft.api.StringFunctions.substringIndex;
import static io.weft.api.StringFunctions.translate;
import static io.weft.api.StringFunctions.trim;
import static io.weft.api.StringFunctions.upper;

import io.weft.api.Column;
import io.weft.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of every function over the columns of {@link OracleTable}, with what they are in DuckDB. */
record FunctionCase(Column column, @Nullable String sql) {
    static List<FunctionCase> all() {
        List<FunctionCase> cases = new ArrayList<>();
        cases.addAll(conditions());
        cases.addAll(texts());
        cases.addAll(patterns());
        cases.addAll(encodings());
        cases.addAll(numbers());
        cases.addAll(curves());
        cases.addAll(bits());
        cases.addAll(times());
        cases.addAll(nested());
        return cases;
    }

    private static FunctionCase same(Column column, String sql) {
        return new FunctionCase(column, sql);
    }

    /** A call that DuckDB has no word for, or another meaning. */
    private static FunctionCase own(Column column) {
        return new FunctionCase(column, null);
    }

    private static List<FunctionCase> conditions() {
        return List.of(
                same(
                        when(col("i").lessThan(0), "neg")
                                .when(col("i").lessThan(3), col("t"))
                                .otherwise(col("u")),
                        "case when i < 0 then 'neg' when i < 3 then t else u end"),
                same(when(col("i").lessThan(0), col("d")), "case when i < 0 then d end"),
                same(call("if", col("flag"), col("i"), col("b")), "case when flag then i else b end"),
                same(coalesce(col("t"), col("u"), "none"), "coalesce(t, u, 'none')"),
                same(coalesce(col("x"), 0), "coalesce(x, 0)"),
                same(ifNull(col("i"), 7), "ifnull(i, 7)"),
                same(nullIf(col("t"), ""), "nullif(t, '')"),
                same(greatest(col("i"), col("j"), col("b")), "greatest(i, j, b)"),
                same(greatest(col("t"), col("u")), "greatest(t, u)"),
                same(least(col("x"), col("i")), "least(x, i)"),
                same(least(col("dt"), date("2000-01-01")), "least(dt, date '2000-01-01')"),
                same(col("i").isIn(1, 2, 3, -4), "i in (1, 2, 3, -4)"),
                same(col("i").isIn(1, nullOf(Type.INT)).not(), "i not in (1, null)"),
                same(col("t").isIn("", "abc", "Straße"), "t in ('', 'abc', 'Straße')"),
                same(col("t").isIn(col("u"), "abc"), "t in (u, 'abc')"),
                same(col("x").isIn(decimal("1.5"), 2), "x in (1.5, 2)"),
                same(col("t").equalNull(col("u")), "t is not distinct from u"),
                same(col("i").equalNull(col("j")).not(), "i is distinct from j"));
    }

    private static List<FunctionCase> texts() {
        return List.of(
                same(length(col("t")), "length(t)"),
                same(charLength(col("t")), "length(t)"),
                same(octetLength(col("t")), "strlen(t)"),
                same(upper(replace(col("t"), "ß", "ss")), "upper(replace(t, 'ß', 'ss'))"),
                same(lower(col("t")), "lower(t)"),
                own(initcap(col("t"))),
                same(trim(col("t")), "trim(t)"),
                same(trim(col("t"), "aß"), "trim(t, 'aß')"),
                same(ltrim(col("t")), "ltrim(t)"),
                same(ltrim(col("t"), col("u")), "ltrim(t, u)"),
                same(rtrim(col("t")), "rtrim(t)"),
                same(rtrim(col("t"), "bc "), "rtrim(t, 'bc ')"),
                same(substring(col("t"), abs(col("i")).plus(1), abs(col("j"))), "substring(t, abs(i) + 1, abs(j))"),
                same(substring(col("t"), 3), "substring(t, 3)"),
                own(substring(col("t"), col("i"), col("j"))),
                same(col("t").substr(2, 2), "substring(t, 2, 2)"),
                own(substringIndex(col("t"), ",", col("j"))),
                same(left(col("t"), abs(col("j"))), "left(t, abs(j))"),
                same(right(col("t"), abs(col("j"))), "right(t, abs(j))"),
                same(concat(col("t"), "-", col("u")), "t || '-' || u"),
                same(concatWs(col("u"), col("t"), "x", col("u")), "concat_ws(u, t, 'x', u)"),
                same(replace(col("t"), col("u"), "<>"), "replace(t, u, '<>')"),
                same(replace(col("t"), "a"), "replace(t, 'a', '')"),
                same(translate(col("t"), "abcß", "xy"), "translate(t, 'abcß', 'xy')"),
                same(repeat(col("t"), abs(col("j"))), "repeat(t, abs(j))"),
                same(reverse(col("t")), "reverse(t)"),
                same(lpad(col("t"), abs(col("i")), "*-"), "lpad(t, abs(i), '*-')"),
                same(rpad(col("t"), abs(col("i")), "ß"), "rpad(t, abs(i), 'ß')"),
                same(lpad(col("t"), 4), "lpad(t, 4, ' ')"),
                same(rpad(col("t"), 20), "rpad(t, 20, ' ')"),
                same(instr(col("t"), "b"), "instr(t, 'b')"),
                own(instr(col("t"), col("u"))),
                same(position("c", col("t")), "position('c' in t)"),
                own(locate("a", col("t"), 2)),
                same(locate("a", col("t")), "instr(t, 'a')"),
                same(col("t").startsWith(col("u")), "starts_with(t, u)"),
                same(col("t").endsWith(col("u")), "ends_with(t, u)"),
                same(col("t").contains(col("u")), "contains(t, u)"),
                same(splitPart(col("t"), ",", abs(col("j")).plus(1)), "split_part(t, ',', abs(j) + 1)"),
                same(splitPart(col("t"), ",", -2), "split_part(t, ',', -2)"),
                same(ascii(col("t")), "case when t = '' then 0 else unicode(t) end"),
                same(chr(abs(col("i")).plus(65)), "chr(abs(i) + 65)"),
                own(levenshtein(replace(col("t"), "ß"), replace(col("u"), "ß"))),
                same(formatNumber(col("x"), 2), "format('{:,.2f}', round(x, 2)::double)"));
    }

    private static List<FunctionCase> patterns() {
        return List.of(
                same(col("t").like("%b%"), "t like '%b%'"),
                same(col("t").like("_b%"), "t like '_b%'"),
                same(col("t").like("a_%c"), "t like 'a_%c'"),
                same(col("t").like(col("u")), "t like u"),
                same(col("t").like("abc").not(), "t not like 'abc'"),
                same(like(col("t"), "%!%%", "!"), "t like '%!%%' escape '!'"),
                same(ilike(col("t"), "AB%"), "t ilike 'AB%'"),
                same(col("t").rlike("[a-c]+$"), "regexp_matches(t, '[a-c]+$')"),
                same(regexpExtract(col("t"), "([a-z]+)(,|$)", 1), "regexp_extract(t, '([a-z]+)(,|$)', 1)"),
                same(regexpExtract(col("t"), "b.", 0), "regexp_extract(t, 'b.', 0)"),
                same(regexpExtract(col("t"), "(b.)"), "regexp_extract(t, '(b.)', 1)"),
                same(regexpReplace(col("t"), "([a-c])", "<$1>"), "regexp_replace(t, '([a-c])', '<\\1>', 'g')"),
                own(regexpReplace(col("t"), "x*", "-")),
                same(regexpCount(col("t"), "[a-z]"), "len(regexp_extract_all(t, '[a-z]'))"));
    }

    private static List<FunctionCase> encodings() {
        return List.of(
                same(hex(col("t")), "hex(t)"),
                same(hex(col("b")), "hex(b)"),
                same(md5(col("t")), "md5(t)"),
                same(sha1(col("t")), "sha1(t)"),
                same(sha2(col("t"), 256), "sha256(t)"),
                own(sha2(col("t"), 512)),
                own(crc32(col("t"))),
                same(unhex(hex(col("t"))).cast(Type.STRING), "t"),
                same(base64(col("t")), "base64(encode(t))"),
                same(unbase64(base64(col("t"))).cast(Type.STRING), "t"),
                same(decode(encode(col("t"), "utf-16be"), "UTF-16BE"), "t"),
                same(length(encode(col("t"), "UTF-8")), "strlen(t)"));
    }

    private static List<FunctionCase> numbers() {
        return List.of(
                same(abs(col("i")), "abs(i)"),
                same(abs(col("b")), "abs(b)"),
                same(abs(col("d")), "abs(d)"),
                same(abs(col("x")), "abs(x)"),
                same(sign(col("d")), "sign(d)::double"),
                same(ceil(col("d")), "ceil(d)::bigint"),
                same(ceil(col("x")), "ceil(x)"),
                same(ceil(col("i")), "i::bigint"),
                same(floor(col("d")), "floor(d)::bigint"),
                same(floor(col("x")), "floor(x)"),
                same(round(col("x"), 1), "round(x, 1)"),
                same(round(col("x")), "round(x)"),
                same(round(col("x"), -1), "round(x, -1)"),
                same(round(col("i"), -1), "round(i, -1)"),
                same(round(col("b"), -3), "round(b, -3)"),
                same(round(col("d")), "round(d)"),
                own(round(col("d"), 2)),
                same(bround(col("x"), 1), "round_even(x::double, 1)::decimal(12,1)"),
                same(bround(col("d")), "round_even(d, 0)"),
                same(truncate(col("x")), "trunc(x)"),
                same(truncate(col("d")), "trunc(d)"),
                own(truncate(col("b"), -2)),
                same(pmod(col("i"), 3), "(i % 3 + 3) % 3"),
                same(pmod(col("b"), 7), "(b % 7 + 7) % 7"),
                same(pmod(col("d"), 2.5), "(d % 2.5::double + 2.5::double) % 2.5::double"),
                same(div(col("b"), 3), "b // 3"),
                same(isnan(col("d")), "isnan(d)"),
                same(nanvl(col("d"), 1.0), "case when isnan(d) then 1.0 else d end"));
    }

    private static List<FunctionCase> curves() {
        return List.of(
                same(sqrt(abs(col("d"))), "sqrt(abs(d))"),
                same(cbrt(col("d")), "cbrt(d)"),
                same(exp(col("i")), "exp(i)"),
                same(expm1(col("i")), "exp(i) - 1"),
                same(ln(abs(col("d")).plus(1)), "ln(abs(d) + 1)"),
                same(log(abs(col("d")).plus(1)), "ln(abs(d) + 1)"),
                same(log(3, abs(col("d")).plus(1)), "log(3, abs(d) + 1)"),
                same(log2(abs(col("d")).plus(1)), "log2(abs(d) + 1)"),
                same(log10(abs(col("d")).plus(1)), "log10(abs(d) + 1)"),
                same(log1p(abs(col("d"))), "ln(abs(d) + 1)"),
                same(pow(abs(col("d")), col("j")), "pow(abs(d), j)"),
                same(hypot(col("d"), col("j")), "sqrt(d * d + j * j)"),
                same(sin(col("d")), "sin(d)"),
                same(cos(col("d")), "cos(d)"),
                same(tan(col("d")), "tan(d)"),
                same(cot(abs(col("d")).plus(1)), "cot(abs(d) + 1)"),
                same(asin(sin(col("d"))), "asin(sin(d))"),
                same(acos(cos(col("d"))), "acos(cos(d))"),
                same(atan(col("d")), "atan(d)"),
                same(atan2(col("d"), col("j")), "atan2(d, j)"),
                same(sinh(col("i")), "sinh(i)"),
                same(cosh(col("i")), "cosh(i)"),
                same(tanh(col("d")), "tanh(d)"),
                same(degrees(col("d")), "degrees(d)"),
                same(radians(col("d")), "radians(d)"),
                same(pi(), "pi()"),
                same(e(), "exp(1)"));
    }

    private static List<FunctionCase> bits() {
        return List.of(
                same(bitwiseAnd(col("i"), col("j")), "i & j"),
                same(bitwiseAnd(col("b"), 255), "b & 255"),
                same(bitwiseOr(col("b"), col("i")), "b | i"),
                same(bitwiseXor(col("i"), col("j")), "xor(i, j)"),
                same(bitwiseNot(col("b")), "~b"),
                same(shiftleft(col("i"), 3), "i * 8"),
                same(shiftright(col("b"), 2), "b >> 2"),
                own(shiftrightunsigned(col("i"), col("j"))),
                own(shiftrightunsigned(col("b"), 3)),
                own(xxhash64(col("t"), col("i"), col("b"), col("d"), col("x"), col("flag"), col("dt"), col("ts"))),
                own(xxhash64(col("t"), col("x").cast(Type.decimal(30, 3)))),
                same(bitCount(col("b")), "bit_count(b)"));
    }

    private static List<FunctionCase> times() {
        return List.of(
                same(year(col("dt")), "year(dt)"),
                same(quarter(col("dt")), "quarter(dt)"),
                same(month(col("ts")), "month(ts)"),
                same(day(col("dt")), "day(dt)"),
                same(dayofmonth(col("tz")), "day(tz at time zone 'UTC')"),
                same(dayofweek(col("dt")), "dayofweek(dt) + 1"),
                same(weekday(col("dt")), "isodow(dt) - 1"),
                same(dayofyear(col("dt")), "dayofyear(dt)"),
                same(weekofyear(col("dt")), "weekofyear(dt)"),
                same(hour(col("ts")), "hour(ts)"),
                same(minute(col("ts")), "minute(ts)"),
                same(second(col("ts")), "second(ts)"),
                same(hour(col("dt")), "hour(dt::timestamp)"),
                same(datePart("week", col("ts")), "weekofyear(ts)"),
                same(dateAdd(col("dt"), col("i")), "dt + i"),
                same(dateSub(col("dt"), col("i")), "dt - i"),
                same(datediff(col("dt"), date("2000-02-29")), "dt - date '2000-02-29'"),
                same(addMonths(col("dt"), col("i")), "(dt + to_months(i))::date"),
                own(monthsBetween(col("ts"), col("dt"))),
                same(lastDay(col("dt")), "last_day(dt)"),
                same(nextDay(col("dt"), "Tuesday"), "dt + 1 + ((2 - isodow(dt) - 1 + 7) % 7)::integer"),
                same(trunc(col("dt"), "quarter"), "date_trunc('quarter', dt)::date"),
                same(trunc(col("dt"), "week"), "date_trunc('week', dt)::date"),
                same(dateTrunc("month", col("ts")), "date_trunc('month', ts)::timestamp"),
                same(dateTrunc("minute", col("ts")), "date_trunc('minute', ts)"),
                same(timestampadd("month", col("i"), col("ts")), "ts + to_months(i)"),
                same(timestampadd("hour", col("j"), col("ts")), "ts + to_hours(j)"),
                same(
                        timestampdiff("day", col("ts"), timestampNtz("2001-03-31 12:00:00")),
                        "datesub('day', ts, timestamp '2001-03-31 12:00:00')"),
                same(
                        timestampdiff("month", col("ts"), timestampNtz("2001-03-31 12:00:00")),
                        "datesub('month', ts, timestamp '2001-03-31 12:00:00')"),
                same(makeDate(year(col("dt")), month(col("dt")), 1), "make_date(year(dt), month(dt), 1)"),
                same(toDate(dateFormat(col("dt"), "dd.MM.yyyy"), "dd.MM.yyyy"), "dt"),
                same(
                        toTimestamp(dateFormat(col("tz"), "uuuu/MM/dd HH:mm:ss.SSSSSS"), "uuuu/MM/dd HH:mm:ss.SSSSSS")
                                .cast(Type.TIMESTAMP_NTZ),
                        "tz at time zone 'UTC'"),
                same(dateFormat(col("ts"), "yyyy-MM-dd HH:mm:ss"), "strftime(ts, '%Y-%m-%d %H:%M:%S')"),
                same(unixTimestamp(col("tz")), "floor(epoch_us(tz) / 1000000.0)::bigint"),
                same(unixMillis(col("tz")), "floor(epoch_us(tz) / 1000.0)::bigint"),
                same(unixMicros(col("tz")), "epoch_us(tz)"),
                same(unixDate(col("dt")), "dt - date '1970-01-01'"),
                same(
                        fromUnixtime(lit(99_999_999L).multiply(col("i"))),
                        "strftime(make_timestamp(i * 99999999000000), '%Y-%m-%d %H:%M:%S')"),
                same(
                        fromUnixtime(lit(99_999_999L).multiply(col("i")), "yyyy")
                                .cast(Type.INT),
                        "year(make_timestamp(i * 99999999000000))"),
                same(timestampSeconds(col("i")).cast(Type.TIMESTAMP_NTZ), "make_timestamp(i::bigint * 1000000)"),
                same(timestampMillis(col("b")).cast(Type.TIMESTAMP_NTZ), "make_timestamp(b * 1000)"),
                same(timestampMicros(col("b")).cast(Type.TIMESTAMP_NTZ), "make_timestamp(b)"),
                same(dateFromUnixDate(col("i")), "date '1970-01-01' + i"),
                same(datediff(currentDate(), col("dt")), "date '2001-02-03' - dt"),
                same(
                        timestampdiff("day", currentTimestamp(), col("tz")),
                        "datesub('day', timestamptz '2001-02-03 04:05:06Z', tz)"),
                own(atTimeZone(col("tz"), "Europe/Zurich")),
                same(col("tz").cast(Type.DOUBLE), "epoch(tz)"),
                same(col("tz").cast(Type.BIGINT), "floor(epoch(tz))::bigint"),
                same(col("tz").cast(Type.decimal(18, 6)), "epoch_us(tz) / 1000000.0"),
                same(col("b").tryCast(Type.TIMESTAMP).cast(Type.BIGINT), "b"),
                same(col("d").cast(Type.TIMESTAMP).cast(Type.DOUBLE), "round(d, 6)"),
                same(col("x").cast(Type.TIMESTAMP).cast(Type.decimal(12, 3)), "x"),
                own(atTimeZone(col("ts"), "America/New_York")));
    }

    private static List<FunctionCase> nested() {
        return List.of(
                same(
                        array(col("i"), col("j"), 7).getItem(col("j")),
                        "case when j >= 0 then list_value(i, j, 7)[j + 1] end"),
                same(elementAt(array(col("t"), col("u")), -1), "u"),
                same(
                        elementAt(map("a", col("i"), "b", col("j")), col("u")),
                        "case u when 'a' then i when 'b' then j end"),
                same(namedStruct("x", col("d"), "y", col("t")).getField("y"), "t"),
                same(size(split(col("t"), ",")), "len(string_split(t, ','))"),
                same(size(map(coalesce(col("t"), "none"), 1)), "1"),
                same(
                        arrayJoin(split(col("t"), "[bc]+"), "|"),
                        "array_to_string(regexp_split_to_array(t, '[bc]+'), '|')"),
                own(arrayJoin(split(col("t"), ",", 2), "|")),
                own(arrayJoin(sortArray(array(col("t"), col("u"), "m")), "|", "null")),
                same(
                        arrayJoin(sortArray(split(col("t"), ",")), "|"),
                        "array_to_string(list_sort(string_split(t, ',')), '|')"),
                same(sortArray(array(col("b"), col("i"), 0), false).getItem(0), "greatest(b, i, 0)"),
                same(
                        arrayContains(array(col("i"), 3), col("j")),
                        "case when j = i or j = 3 then true when i is null or j is null then null else false end"),
                same(
                        arrayPosition(split(col("t"), ","), "c"),
                        "coalesce(list_position(string_split(t, ','), 'c'), 0) + case when t is null then null else 0 end"),
                same(arrayJoin(mapKeys(map(coalesce(col("t"), "none"), col("i"))), ""), "coalesce(t, 'none')"),
                same(mapValues(map("k", col("d"))).getItem(0), "d"),
                same(size(sequence(col("i"), col("j"))), "abs(i - j) + 1"),
                same(elementAt(sequence(col("b"), col("b").plus(10), 5), -1), "b + 10"));
    }
}
