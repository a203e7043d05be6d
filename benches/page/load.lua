-- What do 200 readers ask for at once? Lines of a file of addresses: in a shuffled order of each thread's own, the
-- first ones of the file more often ("readers"), or each once with a parameter that makes it new ("unread").
local addresses, mode, thread_count = {}, "readers", 0

function setup(thread)
  thread:set("number", thread_count)
  thread_count = thread_count + 1
end

function init(args)
  mode = args[2]
  for line in io.lines(args[1]) do addresses[#addresses + 1] = line end
  math.randomseed(8 + number)
end

local asked = 0

function request()
  if mode == "readers" then
    -- A cubed share: half of the questions go to the first eighth of the addresses, the rest spread over all.
    local place = math.floor(#addresses * math.random() ^ 3) + 1
    return wrk.format("GET", addresses[place])
  end
  asked = asked + 1
  local address = addresses[math.random(#addresses)]
  local mark = string.find(address, "?", 1, true) and "&" or "?"
  return wrk.format("GET", address .. mark .. "unread=" .. number .. "." .. asked)
end

function done(summary, latency, requests)
  local errors = summary.errors
  local ms = function(share) return latency:percentile(share) / 1000 end
  io.write(string.format(
    "RESULT %d %.1f %.1f %.1f %.1f %.1f %d %d\n", summary.requests, summary.requests / (summary.duration / 1e6),
    ms(50), ms(95), ms(99), latency.max / 1000, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout
  ))
end
