-- What scripts/demo.sh runs with the Lua it has just built: a little of everything, with known answers.
local function queens(n)
  local count, cols, up, down = 0, {}, {}, {}
  local function place(row)
    if row > n then count = count + 1 return end
    for c = 1, n do
      if not (cols[c] or up[row + c] or down[row - c]) then
        cols[c], up[row + c], down[row - c] = true, true, true
        place(row + 1)
        cols[c], up[row + c], down[row - c] = nil, nil, nil
      end
    end
  end
  place(1)
  return count
end
print(_VERSION, "8 queens: " .. queens(8) .. " ways")

local words = {}
for word in ("the cut depends on the input and the input alone"):gmatch("%a+") do words[word] = (words[word] or 0) + 1 end
local ranked = {}
for word, n in pairs(words) do ranked[#ranked + 1] = n .. " " .. word end
table.sort(ranked, function(a, b) return a > b end)
print(table.concat(ranked, ", "))

local primes = coroutine.wrap(function()
  for n = 2, math.huge do
    for d = 2, math.floor(n ^ 0.5) do if n % d == 0 then goto next end end
    coroutine.yield(n)
    ::next::
  end
end)
local sum = 0
for _ = 1, 1000 do sum = sum + primes() end
print(string.format("the first 1000 primes sum to %d (0x%x)", sum, sum))
print(pcall(error, setmetatable({}, { __tostring = function() return "caught" end })) == false, #string.pack("<i4d", 1, 2))
