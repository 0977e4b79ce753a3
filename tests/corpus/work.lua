-- Real work for a Lua interpreter: every section exercises one part of the language or its library and prints results
-- that depend on nothing but the interpreter's correctness. No addresses, no clock, no hash order in the output.

local function section(name) print("== " .. name) end

-- A small checksum, so that long results print short (FNV-1a, 32 bits).
local function sum(s)
  local h = 0x811c9dc5
  for i = 1, #s do h = ((h ~ s:byte(i)) * 0x01000193) & 0xffffffff end
  return string.format("%08x", h)
end

-- Deterministic pseudo random numbers, independent of math.random.
local seed = 42
local function rnd(n)
  seed = (seed * 6364136223846793005 + 1442695040888963407)
  return (seed >> 33) % n
end

section "integers and floats"
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 7.5 // 2, -7.5 % 2, 1e15, 2^53, 10 / 2)
print(math.maxinteger + 1 == math.mininteger, math.mininteger // -1, math.maxinteger * 2)
print(1 << 63, 1 << 64, -1 >> 1, 5 & 3, 5 | 3, 5 ~ 3, ~0, "10" + 5, "0x10" * 2, 3 | 0)
print(math.tointeger(3.0), math.tointeger(3.5), math.type(1), math.type(1.0), math.type("1"), 1 == 1.0)
print(0/0 ~= 0/0, 1/0, -1/0, math.huge // 1, math.pi, -0.0, 100 // 1e300, 5 % math.huge, -5 % math.huge)
print(string.format("%.14g %.3f %e %g %a", 0.1, 2/3, 12345.678, 1e20, 1.0))
print(math.floor(-3.5), math.ceil(-3.5), math.fmod(-7, 3), math.ult(1, -1), math.abs(math.mininteger), math.max(3, 7.5, 2))
for _, s in ipairs { "10", "0x1p4", "  12  ", "1e1", "0x", "1 2", "1e", "inf", "9223372036854775808", "-0x8000000000000000" } do
  io.write(s, "=", tostring(tonumber(s)), " ")
end
print()
print(tonumber("zz", 36), tonumber("777", 8), tonumber("8", 8), tonumber("-ff", 16), tonumber("1.5", 10))
for i = 3, 1, -1 do io.write(i, " ") end
for x = 0, 1, 0.25 do io.write(x, " ") end
for i = math.maxinteger - 1, math.maxinteger do io.write(i, " ") end
print()
do
  local acc = 0.0
  for i = 1, 200000 do acc = acc + math.sin(i) * math.sqrt(i) / (i % 7 + 1) end
  print(string.format("%.9f", acc))
  local a, b = 0, 1
  for _ = 1, 90 do a, b = b, a + b end
  print(a)
end

section "strings"
local long = ("abc"):rep(1000, "-")
print(#long, sum(long), long:sub(-7), long:sub(5, 9), long:byte(1, 4), ("x"):rep(0) == "", ("x"):rep(-1) == "")
print(("Hello"):upper(), ("Hello"):lower(), ("Hello"):reverse(), #"a\0b", ("a\0b"):byte(2), "\u{48}\x49\74\z
      K", "tab\tq\"", [[long
string]], [==[a]]b]==])
print(("%5d|%-5d|%05d|%+d|%x|%X|%o|%c|%s|%10.3s|%q|%%"):format(42, 42, 42, 42, 255, 255, 8, 65, "s", "abcdef", "a\n\"b\"\0c"))
print(("%q %q %q"):format(1/3, math.mininteger, "\r\n"), ("%i"):format(3.0))
print("a" < "b", "a" < "B", "" < "a", "a\0a" < "a\0b", "Z" < "a", "10" < "9")
print(10 .. 20, 1.5 .. "", -0.0 .. "", 2^63 .. "")

section "patterns"
print(("hello world from lua"):find("wor"), ("hello"):find("l", 4), ("hello"):find("xyz"), ("a.b"):find(".", 1, true), ("abc"):find("b", -1))
print(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), ("2024-02-29"):match("(%d+)-(%d+)-(%d+)"), ("  trim  "):match("^%s*(.-)%s*$") .. "|")
print(("hello world"):gsub("o", "0"), ("hello"):gsub("", "-"), ("abc"):gsub("%w", "%0%0"), ("abc def"):gsub("(%w+) (%w+)", "%2 %1"))
print(("$name is $age"):gsub("%$(%w+)", { name = "Lua", age = 30 }), ("4 5 6"):gsub("%d", function(d) return d * 2 end), ("aaa"):gsub("a", "b", 2))
print(("f(a(b)c)d"):match("%b()"), ("THE (quick) fox"):find("%((%a+)%)"), ("hello"):match("()ll()"), ("THE (quick)"):gsub("%f[%a]%a+", string.lower))
print(("[[x]]"):match("%[%[(.-)%]%]"), ("0123456789"):match("[^1-3]+", 2), ("a-b_c"):gsub("[%-_]", "."), ("x^y"):gsub("%^", "**"), ("\0x\0"):gsub("%z", "0"))
local words = {}
for w in ("The quick brown fox jumps over the lazy dog"):gmatch("%a+") do words[#words + 1] = w:lower() end
table.sort(words)
print(table.concat(words, " "), #words)
for k, v in ("a=1, b=2, c=3"):gmatch("(%w+)=(%w+)") do io.write(k, v, ";") end
print()
print(pcall(string.rep, "x", 1 << 40), pcall(string.find, "a", "[a"), pcall(string.gsub, "a", "a", "%2"), pcall(string.format, "%d", 1.5))

section "string.pack and utf8"
local packed = string.pack("<i4>I2z s1 d f !8 j B", -2, 513, "zero", "one", 1.5, 0.25, math.mininteger, 255)
print(#packed, sum(packed), string.unpack("<i4>I2z s1 d f !8 j B", packed))
print(string.packsize("<i4i8!8d"), pcall(string.pack, "i17", 1), pcall(string.unpack, "<i8", "abc"))
local text = "naïve café ☕ 日本語 😀"
print(#text, utf8.len(text), utf8.codepoint(text, 1, 5), utf8.char(72, 228, 8364, 128512), utf8.len("\xff"), utf8.offset(text, 5))
for p, c in utf8.codes("aé☕") do io.write(p, ":", c, " ") end
print(utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*", #text:gsub(utf8.charpattern, "x"))

section "tables"
local t = { 5, 2, 8, 1, 9, 3 }
table.sort(t)
print(table.concat(t, ","), #t, select("#", table.unpack(t)), table.unpack(t, 2, 4))
table.sort(t, function(a, b) return a > b end)
table.insert(t, 1, 100); table.insert(t, 7); print(table.remove(t), table.remove(t, 1), table.concat(t, ","))
print(table.concat(table.move({ 1, 2, 3 }, 1, 3, 2, { 9 }), ","), table.pack(1, nil, 3).n, next({}), rawlen { 1, 2 }, rawequal(t, t))
local big = {}
for i = 1, 20000 do big[i] = rnd(1000000) end
table.sort(big)
local ordered = true
for i = 2, #big do ordered = ordered and big[i - 1] <= big[i] end
print(ordered, big[1], big[10000], big[20000])
local records = {}
for i = 1, 2000 do records[i] = { key = rnd(50), id = i } end
table.sort(records, function(a, b) if a.key ~= b.key then return a.key < b.key end return a.id < b.id end)
local ids = {}
for i, r in ipairs(records) do ids[i] = r.key .. ":" .. r.id end
print(sum(table.concat(ids, " ")), pcall(table.sort, { 3, 1, "x" }))
local hash = {}
for i = 1, 10000 do hash["k" .. i % 997] = (hash["k" .. i % 997] or 0) + i end
local keys = {}
for k in pairs(hash) do keys[#keys + 1] = k end
table.sort(keys)
local total = 0
for _, k in ipairs(keys) do total = total + hash[k] end
print(#keys, total, keys[1], keys[997], hash.k500)
for i = 1, 10000, 2 do hash["k" .. i] = nil end
local left = 0
for _ in pairs(hash) do left = left + 1 end
print(left)

section "closures and varargs"
local function counter()
  local n = 0
  return function(step) n = n + (step or 1); return n end, function() return n end
end
local inc, get = counter()
inc(); inc(10); print(get(), inc(-1), (inc()))
local fns = {}
for i = 1, 5 do local j = i * i; fns[i] = function() j = j + i; return j end end
print(fns[1](), fns[5](), fns[5](), fns[3]())
local function va(...)
  local a, b = ...
  return select("#", ...), a, b, (select(-1, ...)), ...
end
print(va(1, nil, 3), (va(4, 5)))
local function compose(...)
  local fs = { ... }
  return function(x) for i = #fs, 1, -1 do x = fs[i](x) end return x end
end
print(compose(function(x) return x + 1 end, function(x) return x * 2 end)(20))
local function ack(m, n)
  if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) end
  return ack(m - 1, ack(m, n - 1))
end
print(ack(2, 300), ack(3, 5))
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end -- a proper tail call
print(loop(1000000, 0))

section "metatables"
local V = {}
V.__index = V
V.__add = function(a, b) return setmetatable({ x = a.x + b.x, y = a.y + b.y }, V) end
V.__eq = function(a, b) return a.x == b.x and a.y == b.y end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__unm = function(a) return setmetatable({ x = -a.x, y = -a.y }, V) end
V.__len = function(a) return a.x * a.x + a.y * a.y end
V.__call = function(a, k) return a.x * k, a.y * k end
V.__concat = function(a, b) return tostring(a) .. "&" .. tostring(b) end
V.__tostring = function(a) return ("(%d,%d)"):format(a.x, a.y) end
V.__idiv = function(a, k) return a.x // k end
V.__shl = function(a, k) return a.x << k end
V.__name = "Vector"
local function vec(x, y) return setmetatable({ x = x, y = y }, V) end
local a, b = vec(1, 2), vec(3, 4)
print(tostring(a + b), a == vec(1, 2), a < b, a >= b, tostring(-a), #b, a(10), a .. b, a .. "s", b // 2, a << 4)
local log = {}
local proxy = setmetatable({}, {
  __index = function(_, k) log[#log + 1] = "get " .. k; return k .. "!" end,
  __newindex = function(p, k, v) log[#log + 1] = "set " .. k; rawset(p, k, v) end,
  __pairs = function() return function(_, k) if not k then return 1, "one" elseif k < 3 then return k + 1, "more" end end, nil, nil end,
})
proxy.a = 1; proxy.a = 2; print(proxy.a, proxy.b, table.concat(log, ";"))
for k, v in pairs(proxy) do io.write(k, "=", v, " ") end
print(getmetatable("").__index == string, pcall(setmetatable, setmetatable({}, { __metatable = "locked" }), {}))
local Animal = {}; Animal.__index = Animal
function Animal.new(name) return setmetatable({ name = name }, Animal) end
function Animal:speak() return self.name .. " makes " .. self:sound() end
function Animal:sound() return "a noise" end
local Dog = setmetatable({}, { __index = Animal }); Dog.__index = Dog
function Dog.new(name) return setmetatable(Animal.new(name), Dog) end
function Dog:sound() return "woof" end
print(Animal.new("it"):speak(), Dog.new("Rex"):speak())
do
  local order = {}
  do
    local _x <close> = setmetatable({}, { __close = function(_, e) order[#order + 1] = "x" .. tostring(e) end })
    local _y <close> = setmetatable({}, { __close = function(_, e) order[#order + 1] = "y" .. tostring(e) end })
    local k <const> = 7
    order[#order + 1] = "body" .. k
  end
  print(table.concat(order, " "))
end

section "coroutines"
local gen = coroutine.wrap(function(...)
  local got = table.concat({ ... }, "+")
  for i = 1, 3 do got = coroutine.yield(i, got) end
  return "done", got
end)
print(gen("a", "b")); print(gen("c")); print(gen("d")); print(gen("e"))
print(pcall(gen))
local function permutations(list, n)
  n = n or #list
  if n <= 1 then coroutine.yield(table.concat(list)) return end
  for i = 1, n do
    list[n], list[i] = list[i], list[n]
    permutations(list, n - 1)
    list[n], list[i] = list[i], list[n]
  end
end
local all = {}
for p in coroutine.wrap(function() permutations { "a", "b", "c", "d", "e" } end) do all[#all + 1] = p end
print(#all, all[1], all[120], sum(table.concat(all)))
local co = coroutine.create(function() local ok, e = pcall(function() coroutine.yield(1); error("inside") end); coroutine.yield(ok, e); error({ code = 7 }) end)
print(coroutine.resume(co), coroutine.status(co), coroutine.isyieldable())
print(coroutine.resume(co))
local ok, err = coroutine.resume(co)
print(ok, type(err), err.code, coroutine.status(co), coroutine.close(co), coroutine.resume(co))
local sieve = coroutine.wrap(function()
  local function filter(p, g) return coroutine.wrap(function() for n in g do if n % p ~= 0 then coroutine.yield(n) end end end) end
  local g = coroutine.wrap(function() for n = 2, 400 do coroutine.yield(n) end end)
  while true do
    local p = g()
    if not p then return end
    coroutine.yield(p)
    g = filter(p, g)
  end
end)
local primes = {}
for p in sieve do primes[#primes + 1] = p end
print(#primes, primes[#primes], sum(table.concat(primes, ",")))

section "goto"
do
  local out = {}
  for i = 1, 10 do
    if i % 3 == 0 then goto continue end
    out[#out + 1] = i
    ::continue::
  end
  local n = 0
  ::again::
  n = n + 1
  if n < 5 then goto again end
  print(table.concat(out, " "), n)
end

section "errors"
print(pcall(error, "plain"), pcall(error, "level 0", 0), pcall(error, nil), pcall(error))
print(select(2, pcall(function() local x; x.y = 1 end)))
print(select(2, pcall(function() return 1 + {} end)))
print(select(2, pcall(function() return #5 end)))
print(select(2, pcall(function() return {} < {} end)))
print(select(2, pcall(function() return 1 // 0 end)))
print(select(2, pcall(function() return 2^53 | 1.5 end)))
print(select(2, pcall(function() return ("x"):bad() end)))
print(select(2, pcall(function() undefinedglobal() end)))
print(xpcall(function() error("traced") end, function(m) return "handled: " .. m end))
print(select("#", xpcall(function(...) return ... end, print, 1, 2, 3)))
print(pcall(function() for i = 1, 10, 0 do end end))
local depth = 0
local function deep() depth = depth + 1; return 1 + deep() end
local okdeep, message = pcall(deep)
print(okdeep, message:match("stack overflow") ~= nil, depth > 1000)
print(pcall(assert, false, "asserted"), pcall(assert, nil), assert(1, 2), select(2, pcall(error, setmetatable({}, { __tostring = function() return "E!" end }))) ~= nil)

section "load"
print(load("return 1 + 1")(), load("syntax error here"), load("x = ", "=chunk"))
local env = { y = 5 }
print(load("y = y * 2; return y", "c", "t", env)(), env.y, y)
local parts = { "return ", "10", " * 4" }
local at = 0
print(load(function() at = at + 1; return parts[at] end)())
local dumped = string.dump(load("local a, b = ... ; local s = 0; for i = a, b do s = s + i end return s"), true)
print(load(dumped, "bin", "b")(1, 100), load(dumped, "bin", "t"))
local source = {}
for i = 1, 300 do source[i] = ("local function f%d(x) return x * %d + %s end t[%d] = f%d(%d)"):format(i % 150, i, i % 3 == 0 and "'1'" or "1", i, i % 150, i) end
local tt = {}
assert(load("local t = ... do " .. table.concat(source, " end do ") .. " end", "big"))(tt)
print(#tt, tt[1], tt[150], tt[300])

section "garbage collection"
do
  local weak = setmetatable({}, { __mode = "v" })
  for i = 1, 100 do weak[i] = { i } end
  weak.keep = words
  collectgarbage(); collectgarbage()
  local n = 0
  for _ in pairs(weak) do n = n + 1 end
  local finalized = 0
  for _ = 1, 50 do setmetatable({}, { __gc = function() finalized = finalized + 1 end }) end
  collectgarbage(); collectgarbage()
  local ephemeron = setmetatable({}, { __mode = "k" })
  do local k = {}; ephemeron[k] = { k } end
  collectgarbage(); collectgarbage()
  print(n, finalized, next(ephemeron))
  collectgarbage("generational")
  local list
  for i = 1, 200000 do list = { next = i % 1000 ~= 0 and list or nil, value = "v" .. i % 100 } end
  collectgarbage("incremental", 150, 400)
  for i = 1, 200000 do list = { next = i % 1000 ~= 0 and list or nil, value = i } end
  collectgarbage()
  print(collectgarbage("count") < 20000, list.value, collectgarbage("isrunning"))
end

section "io and os"
local name = os.tmpname()
local f = assert(io.open(name, "w"))
f:write("first line\n", 2, " ", 3.5, "\n\nlast\tline without newline"); print(f:seek("cur"), f:seek("set", 6)); f:write("LINE"); f:close()
for line in io.lines(name) do io.write("[", line, "]") end
print()
f = io.open(name, "rb")
print(f:read("l"), f:read("n", "n"), f:read("L"), f:read(0), f:read(1), f:read("a"), f:read("a"), f:read("l"), f:read(0)); f:close()
f = io.open(name, "a+"); f:setvbuf("full", 512); f:write(("z"):rep(10000)); f:seek("set"); print(#f:read("a"), io.type(f)); f:close()
print(io.type(f), pcall(f.read, f), os.rename(name, name .. ".moved"), io.open(name), (select(3, io.open("/nonexistent/file"))))
print(os.remove(name .. ".moved"), (os.remove(name .. ".moved")))
print(os.date("!%Y-%m-%d %H:%M:%S", 86400 * 365), os.time { year = 2000, month = 1, day = 1, hour = 12 } - os.time { year = 1999, month = 12, day = 31, hour = 12 },
  os.getenv("LTO_PAR_SURELY_UNSET"), type(os.clock()), os.difftime(5, 3), os.date("!*t", 0).year, pcall(os.date, "%Ez", 0))

section "programs"
local function queens(n)
  local cols, d1, d2, count = {}, {}, {}, 0
  local function place(r)
    if r > n then count = count + 1 return end
    for c = 1, n do
      if not cols[c] and not d1[r + c] and not d2[r - c + n] then
        cols[c], d1[r + c], d2[r - c + n] = true, true, true
        place(r + 1)
        cols[c], d1[r + c], d2[r - c + n] = nil, nil, nil
      end
    end
  end
  place(1)
  return count
end
print(queens(7), queens(8))
local function matmul(n)
  local A, B, s = {}, {}, 0
  for i = 1, n do A[i], B[i] = {}, {} for j = 1, n do A[i][j] = (i * j) % 7 + 0.5; B[i][j] = (i + j) % 5 - 1.25 end end
  for i = 1, n do for j = 1, n do local x = 0 for k = 1, n do x = x + A[i][k] * B[k][j] end s = s + x * ((i + j) % 3) end end
  return s
end
print(matmul(70))
local memo = setmetatable({}, { __mode = "k" })
local function lcs(x, y)
  local rows = {}
  for i = 0, #x do rows[i] = {} for j = 0, #y do
    if i == 0 or j == 0 then rows[i][j] = 0
    elseif x:byte(i) == y:byte(j) then rows[i][j] = rows[i - 1][j - 1] + 1
    else rows[i][j] = math.max(rows[i - 1][j], rows[i][j - 1]) end
  end end
  return rows[#x][#y]
end
print(lcs(("ACGTTGCA"):rep(40), ("GATTACA"):rep(40)), next(memo))
local function serialize(v, indent)
  if type(v) ~= "table" then return type(v) == "string" and ("%q"):format(v) or tostring(v) end
  local ks, out = {}, {}
  for k in pairs(v) do ks[#ks + 1] = k end
  table.sort(ks, function(p, q) return tostring(p) < tostring(q) end)
  for _, k in ipairs(ks) do out[#out + 1] = ("%s[%s] = %s"):format(indent, serialize(k), serialize(v[k], indent .. " ")) end
  return "{\n" .. table.concat(out, ",\n") .. "\n" .. indent .. "}"
end
local tree = { 1, 2.5, "three", { nested = true, list = { 10, 20, { deep = "yes\n" } } }, [100] = false }
local rendered = serialize(tree, "")
print(rendered, serialize(load("return " .. rendered)(), "") == rendered)
local brain = { prog = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++." }
function brain:run()
  local tape, ptr, pc, jumps, stack, out = setmetatable({}, { __index = function() return 0 end }), 0, 1, {}, {}, {}
  for i = 1, #self.prog do
    local c = self.prog:sub(i, i)
    if c == "[" then stack[#stack + 1] = i elseif c == "]" then local j = table.remove(stack); jumps[i], jumps[j] = j, i end
  end
  local ops = {
    [">"] = function() ptr = ptr + 1 end, ["<"] = function() ptr = ptr - 1 end,
    ["+"] = function() tape[ptr] = (tape[ptr] + 1) & 255 end, ["-"] = function() tape[ptr] = (tape[ptr] - 1) & 255 end,
    ["."] = function() out[#out + 1] = string.char(tape[ptr]) end,
    ["["] = function() if tape[ptr] == 0 then pc = jumps[pc] end end, ["]"] = function() if tape[ptr] ~= 0 then pc = jumps[pc] end end,
  }
  while pc <= #self.prog do ops[self.prog:sub(pc, pc)](); pc = pc + 1 end
  return table.concat(out)
end
io.write(brain:run())
print(debug.getinfo(1, "l").currentline, debug.getinfo(queens, "S").linedefined, debug.getlocal(queens, 1), debug.traceback("tb", 1):match("^tb\nstack traceback:") ~= nil)
do
  local hooks = 0
  debug.sethook(function() hooks = hooks + 1 end, "l")
  local x = 0
  for _ = 1, 10 do
    x = x + 1
  end
  debug.sethook()
  print(hooks, x, debug.getupvalue(inc, 1))
end
section "modules"
do
  local file = assert(io.open("greeting.lua", "w"))
  file:write("local name = ...\nreturn { name = name, hello = function(who) return 'hello ' .. who end }\n")
  file:close()
  print(require("greeting").hello("lua"), package.loaded.greeting.name, pcall(require, "no.such.module"))
  math.randomseed(42)
  print(math.random(1000), math.random(-5, 5), math.random(0) ~= nil, string.format("%.12f", math.random()))
end
print("end of work")
