-- What the lua interpreters of a link bench are timed at: calls, tables, strings, closures, coroutines, floating point.

local function sum(s)
  local h = 0
  for i = 1, #s do h = (h * 31 + s:byte(i)) & 0xffffffff end
  return h
end

local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end
print("fib", fib(31))

local function queens(n)
  local columns, up, down, count = {}, {}, {}, 0
  local function place(row)
    if row > n then count = count + 1 return end
    for c = 1, n do
      if not (columns[c] or up[row + c] or down[row - c + n]) then
        columns[c], up[row + c], down[row - c + n] = true, true, true
        place(row + 1)
        columns[c], up[row + c], down[row - c + n] = nil, nil, nil
      end
    end
  end
  place(1)
  return count
end
print("queens", queens(9))

local function tree(depth) return depth == 0 and {} or { tree(depth - 1), tree(depth - 1) } end
local function nodes(t) return t[1] and 1 + nodes(t[1]) + nodes(t[2]) or 1 end
local total = 0
for _ = 1, 30 do total = total + nodes(tree(13)) end
print("trees", total)

local words, seed = {}, 42
local function random(n) seed = (seed * 1103515245 + 12345) & 0x7fffffff return seed % n end
for i = 1, 150000 do words[i] = string.format("%05d-%s", random(100000), string.char(97 + random(26))) end
table.sort(words)
print("sort", words[1], words[#words], sum(table.concat(words, ",")))

local found = 0
local text = table.concat(words, " ")
for number, letter in text:gmatch("(%d+)%-(%a)") do if letter > "m" then found = found + tonumber(number) end end
print("match", found, #text:gsub("%d%d%d%d%d%-", ""))

local n, u, v = 120, {}, {}
for i = 1, n do u[i] = 1 end
local function a(i, j) return 1 / ((i + j) * (i + j + 1) / 2 + i + 1) end
local function times(from, to, cell)
  for i = 1, n do
    local s = 0
    for j = 1, n do s = s + cell(i - 1, j - 1) * from[j] end
    to[i] = s
  end
end
for _ = 1, 40 do times(u, v, a) times(v, u, function(i, j) return a(j, i) end) end
print(string.format("norm %.9f", u[1] / v[1]))

local function each(limit) return coroutine.wrap(function() for i = 1, limit do coroutine.yield(i) end end) end
local s = 0
for i in each(1500000) do s = s + i end
print("coroutines", s)

local Point = {}
Point.__index = Point
Point.__add = function(p, q) return setmetatable({ x = p.x + q.x, y = p.y + q.y }, Point) end
local p = setmetatable({ x = 0, y = 0 }, Point)
for i = 1, 2000000 do p = p + setmetatable({ x = i, y = -i }, Point) end
print("objects", p.x, p.y)
