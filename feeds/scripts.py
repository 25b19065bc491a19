"""The Lua scripts of timelines; see `timelines` for what a list holds."""

# The server's process (`run_id`) and its turn as primary (`master_replid`), 16 characters; empty
# where it hides them. Asked within the scripts: no round trip, and no moment in between.
LIFE = """
local function life()
  local found = ''
  for _, each in ipairs({{'server', 'run_id:(%x+)'}, {'replication', 'master_replid:(%x+)'}}) do
    local info = redis.pcall('INFO', each[1])
    local id = type(info) == 'string' and info:match(each[2])
    if not id then return '' end
    found = found .. id:sub(1, 8)
  end
  return found
end
"""

# Ids are compared byte by byte: Lua's `<` depends on the locale of the server.
PUSH = """
local function newer(a, b)
  for i = 1, 16 do
    local x, y = a:byte(i), b:byte(i)
    if x ~= y then return x > y end
  end
  return false
end

local function trim(key, length)
  local dropped = redis.call('LRANGE', key, length, -1)
  local last = table.remove(dropped)
  if #last % 16 ~= 0 then
    redis.call('DEL', key)
    return
  end
  local life, floor = last:sub(1, -17), last:sub(-16)
  for _, id in ipairs(dropped) do
    if newer(id, floor) then floor = id end
  end
  redis.call('LTRIM', key, 0, length - 1)
  redis.call('RPUSH', key, life .. floor)
end

local length, slack = tonumber(ARGV[2]), tonumber(ARGV[3])
for _, key in ipairs(KEYS) do
  if redis.call('LPUSHX', key, ARGV[1]) > length + slack then trim(key, length) end
end
"""

# The last element without the life, and the ids. Nothing where it is of another life, or of the
# form that another version of the code writes. A lifetime of 0 leaves it as it is.
FIND = """
local life = life()
local function find(key)
  local ids = redis.call('LRANGE', key, 0, -1)
  if #ids == 0 then return {} end
  local last = table.remove(ids)
  local rest = last:sub(#life + 1)
  local is_built = #rest > 16 and #rest % 16 == 0
  if last:sub(1, #life) ~= life or not (is_built or #rest == 20) then
    redis.call('DEL', key)
    return {}
  end
  if is_built and life ~= '' and ARGV[1] ~= '0' then redis.call('EXPIRE', key, ARGV[1]) end
  return {rest, table.concat(ids)}
end
"""

READ = """
local found = find(KEYS[1])
if #found > 0 then
  local seen = redis.call('GET', KEYS[2])
  if seen and ARGV[1] ~= '0' then redis.call('EXPIRE', KEYS[2], ARGV[1]) end
  table.insert(found, seen or '')
end
return found
"""

READ_ALL = """
local found = {}
for number, key in ipairs(KEYS) do found[number] = find(key) end
return found
"""

START_REBUILD = """
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local marker = life() .. ARGV[1]
redis.call('RPUSH', KEYS[1], marker)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return marker
"""

FINISH_REBUILD = """
local marker, life = ARGV[1], life()
if redis.call('LINDEX', KEYS[1], -1) ~= marker or marker:sub(1, -21) ~= life then return 0 end
redis.call('RPOP', KEYS[1])
for i = 4, #ARGV - 1 do redis.call('RPUSH', KEYS[1], ARGV[i]) end
redis.call('RPUSH', KEYS[1], life .. ARGV[#ARGV])
redis.call('EXPIRE', KEYS[1], life == '' and ARGV[3] or ARGV[2])
return 1
"""
