/** The time in milliseconds: Redis's own, one clock for all processes, or the one a test gives. */
const NOW = `
local function clock(given)
  if given ~= '' then return tonumber(given) end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`

/** KEYS: bucket. ARGV: now, rate a second, burst. Answers the seconds to wait. */
export const TAKE = `${NOW}
local now, rate, burst = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local level = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(level[1]) or burst, tonumber(level[2]) or now
tokens = math.min(burst, tokens + math.max(0, now - at) / 1000 * rate)
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = (1 - tokens) / rate end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', math.max(at, now)))
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate) * 1000 + 1000)
return string.format('%.9f', wait)
`

/** KEYS: window. ARGV: now, most, milliseconds. Answers the seconds to wait. */
export const COUNT = `${NOW}
local now, most, length = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local window = redis.call('HMGET', KEYS[1], 'from', 'taken')
local from, taken = tonumber(window[1]), tonumber(window[2])
if from == nil or math.abs(now - from) >= length then
  redis.call('HSET', KEYS[1], 'from', string.format('%.0f', now), 'taken', 1)
  redis.call('PEXPIRE', KEYS[1], length * 2)
  return '0'
end
if taken >= most then return string.format('%.9f', (from + length - now) / 1000) end
redis.call('HINCRBY', KEYS[1], 'taken', 1)
return '0'
`

/** KEYS: address. ARGV: now, most. Answers the seconds to wait. */
export const SIGN_IN_WAIT = `${NOW}
local now = clock(ARGV[1])
local here = redis.call('HMGET', KEYS[1], 'count', 'until')
local count, till = tonumber(here[1]) or 0, tonumber(here[2]) or 0
if count >= tonumber(ARGV[2]) and till > now then return string.format('%.9f', (till - now) / 1000) end
return '0'
`

/**
 * KEYS: account, address. ARGV: now, most of an address, free failures, longest wait in seconds, remembered for.
 * Answers the seconds to wait, and the account's wait before; the attempt counts as failed where there is none to wait.
 */
export const SIGN_IN = `${NOW}
local now, remember = clock(ARGV[1]), tonumber(ARGV[5])
local account = redis.call('HMGET', KEYS[1], 'count', 'until')
local count, before = tonumber(account[1]) or 0, tonumber(account[2]) or 0
if before + remember <= now then count, before = 0, 0 end
if before > now then return { string.format('%.9f', (before - now) / 1000), '0' } end
local here = redis.call('HMGET', KEYS[2], 'count', 'until')
local failed, till = tonumber(here[1]) or 0, tonumber(here[2]) or 0
if till > now and failed >= tonumber(ARGV[2]) then return { string.format('%.9f', (till - now) / 1000), '0' } end
count = count + 1
local waits = 0
if count >= tonumber(ARGV[3]) then waits = math.min(2 ^ (count - tonumber(ARGV[3])), tonumber(ARGV[4])) end
redis.call('HSET', KEYS[1], 'count', count, 'until', string.format('%.0f', now + waits * 1000))
redis.call('PEXPIRE', KEYS[1], waits * 1000 + remember)
return { '0', string.format('%.0f', before) }
`

/** KEYS: account, address. ARGV: now, outcome, the account's wait before, an address's milliseconds. */
export const SETTLE = `${NOW}
local now = clock(ARGV[1])
if ARGV[2] == 'right' then
  redis.call('DEL', KEYS[1])
elseif ARGV[2] == 'wrong' then
  local till = tonumber(redis.call('HGET', KEYS[2], 'until')) or 0
  if till <= now then
    redis.call('HSET', KEYS[2], 'count', 0, 'until', string.format('%.0f', now + ARGV[4]))
    redis.call('PEXPIRE', KEYS[2], ARGV[4])
  end
  redis.call('HINCRBY', KEYS[2], 'count', 1)
elseif redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HINCRBY', KEYS[1], 'count', -1)
  redis.call('HSET', KEYS[1], 'until', ARGV[3])
end
return 0
`
